import type { RunNode } from "./run-detail";
import { texts } from "./texts";

const FINGERPRINTS = /^[0-9a-f]{16} against [0-9a-f]{16}$/;

/** The service's words begin with the property's name; fingerprints tell only that it differs. */
const partsOf = (name: string, words: string): [string, string] => {
  const cut = words.indexOf(": ");
  const [label, told] = cut < 0 ? [name.replaceAll("_", " "), words] : [words.slice(0, cut), words.slice(cut + 2)];
  return [label, FINGERPRINTS.test(told) ? texts.properties.differs : told];
};

/** In which structural properties a run differs from the anchor, and where they first part. */
export const PropertyDifferences = ({ of: differences }: { of: RunNode["propertyDifferences"] }) => (
  <div className="grid gap-2">
    <h3 className="text-[13px] font-semibold">{texts.properties.title}</h3>
    {differences === null && <p className="text-[13px] text-ink-muted">{texts.properties.notAsked}</p>}
    {differences?.length === 0 && <p className="text-[13px] text-ink-muted">{texts.properties.none}</p>}
    {differences !== null && differences.length > 0 && (
      <dl className="divide-y divide-line rounded-md border border-line text-[13px]">
        {differences.map(({ name, words }) => {
          const [label, told] = partsOf(name, words);
          return (
            <div key={name} className="grid gap-x-4 px-3 py-2 sm:grid-cols-[12rem_minmax(0,1fr)]">
              <dt className="font-medium">{label}</dt>
              <dd className="wrap-anywhere text-ink-muted">{told}</dd>
            </div>
          );
        })}
      </dl>
    )}
  </div>
);
