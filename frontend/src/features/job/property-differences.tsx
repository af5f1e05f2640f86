import type { RunNode } from "./run-detail";
import { texts } from "./texts";

/** In which structural properties a run differs from the anchor, and where they first part. */
export const PropertyDifferences = ({ of: differences }: { of: RunNode["propertyDifferences"] }) => (
  <div className="grid gap-2">
    <h3 className="text-[13px] font-semibold">{texts.properties.title}</h3>
    {differences === null && <p className="text-[13px] text-ink-muted">{texts.properties.notAsked}</p>}
    {differences?.length === 0 && <p className="text-[13px] text-ink-muted">{texts.properties.none}</p>}
    {differences !== null && differences.length > 0 && (
      <dl className="divide-y divide-line rounded-md border border-line text-[13px]">
        {differences.map(({ name, words }) => (
          <div key={name} className="grid gap-x-4 px-3 py-2 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <dt className="font-medium">{name.replaceAll("_", " ")}</dt>
            <dd className="break-words text-ink-muted">{words}</dd>
          </div>
        ))}
      </dl>
    )}
  </div>
);
