import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { usePrinting } from "@/shared/printing";
import type { Compared } from "./compared";
import { shownValue } from "./shown-value";
import { texts } from "./texts";

const LONGEST = 200;
const FEW = 12;

const isOfContent = (path: string): boolean => /^\$\.(contract|restriction)/.test(path);

/** A set or a contract by its name and version; what else it says is opened by those who want it. */
const nameOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "id" in value && "version" in value ? `${String(value.id)} ${String(value.version)}` : `${shownValue(value).slice(0, LONGEST)}…`;

const Value = ({ value }: { value: unknown }) => {
  const text = shownValue(value);
  if (text.length <= LONGEST) return text;
  return (
    <details>
      <summary className="cursor-pointer">{nameOf(value)}</summary>
      <div className="mt-2 whitespace-pre-wrap">
        {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
      </div>
    </details>
  );
};

/** Where the configurations differ, place by place. */
export const ConfigurationChanges = ({ differences }: { differences: Compared["configuration"] }) => {
  const [isComplete, setIsComplete] = useState(false);
  const isPrinting = usePrinting();
  // The pins come last in the document and first in a reader's question; two contracts differ in a hundred places.
  const ordered = differences.toSorted((one, other) => Number(isOfContent(one.path)) - Number(isOfContent(other.path)));
  const shown = isComplete || isPrinting ? ordered : ordered.slice(0, FEW);
  return (
  <Section title={texts.configuration.title} note={differences.length === 0 ? texts.configuration.none : undefined}>
    {differences.length > 0 && (
      <Card className="overflow-x-auto">
        <table className="w-full table-fixed text-left text-[13px]">
          <thead className="border-b border-line bg-sunken text-xs text-ink-muted">
            <tr>
              {texts.configuration.columns.map((column) => (
                <th key={column} scope="col" className="px-4 py-2 font-medium">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line align-top">
            {shown.map(({ path, first, second }) => (
              <tr key={path}>
                <th scope="row" className="px-4 py-2 font-mono text-xs font-normal wrap-anywhere text-ink-muted">
                  {path.replace(/^\$\./, "")}
                </th>
                <td className="px-4 py-2 font-mono text-xs wrap-anywhere">
                  <Value value={first} />
                </td>
                <td className="px-4 py-2 font-mono text-xs wrap-anywhere">
                  <Value value={second} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length < ordered.length && (
          <Button variant="ghost" size="small" className="m-2" onClick={() => setIsComplete(true)}>
            {texts.configuration.more(ordered.length - shown.length)}
          </Button>
        )}
      </Card>
    )}
  </Section>
  );
};
