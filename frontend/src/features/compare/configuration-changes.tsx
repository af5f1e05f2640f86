import { Card, Section } from "@/components/ui/card";
import type { Compared } from "./compared";
import { texts } from "./texts";

const LONGEST = 200;

const shown = (value: unknown): string => (value === null ? texts.configuration.nothing : typeof value === "string" ? value : JSON.stringify(value));

/** A set or a contract by its name and version; what else it says is opened by those who want it. */
const nameOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "id" in value && "version" in value ? `${String(value.id)} ${String(value.version)}` : `${shown(value).slice(0, LONGEST)}…`;

const Value = ({ value }: { value: unknown }) => {
  const text = shown(value);
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
export const ConfigurationChanges = ({ differences }: { differences: Compared["configuration"] }) => (
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
            {differences.map(({ path, first, second }) => (
              <tr key={path}>
                <th scope="row" className="px-4 py-2 font-mono text-xs font-normal break-all text-ink-muted">
                  {path.replace(/^\$\./, "")}
                </th>
                <td className="px-4 py-2 font-mono text-xs break-all">
                  <Value value={first} />
                </td>
                <td className="px-4 py-2 font-mono text-xs break-all">
                  <Value value={second} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    )}
  </Section>
);
