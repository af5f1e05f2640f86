import { formatCount } from "@/shared/format";
import type { JobReportFragment } from "./job.generated";
import { texts } from "./texts";

export type BehaviourClass = NonNullable<JobReportFragment["result"]>["behaviourClasses"][number];

const SHOWN = 4;

/** The inputs on which a behaviour class parts from the others, and what each does there: the proof that they differ. */
export const Witnesses = ({ of: behaviour, numberOf }: { of: BehaviourClass; numberOf: (classNumber: number) => string }) => (
  <div className="grid min-w-0 gap-2 text-[13px]">
    <p className="text-xs text-ink-muted">{texts.witnesses.observed(behaviour.inputs, behaviour.incompleteInputs)}</p>
    {behaviour.witnesses.length > 0 && (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
      <div tabIndex={0} role="region" aria-label={texts.witnesses.title(numberOf(behaviour.number))} className="overflow-x-auto rounded-md border border-line">
        <table className="w-full text-left text-xs">
          <thead className="bg-sunken text-ink-muted">
            <tr>
              {[texts.witnesses.against, texts.witnesses.input, texts.witnesses.here, texts.witnesses.there].map((column) => (
                <th key={column} scope="col" className="px-2.5 py-1.5 font-medium whitespace-nowrap">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line align-top font-mono">
            {behaviour.witnesses.slice(0, SHOWN).map((witness) => (
              <tr key={`${witness.otherClass}/${witness.input}`}>
                <th scope="row" className="px-2.5 py-1.5 font-sans font-normal whitespace-nowrap">
                  {numberOf(witness.otherClass)}
                </th>
                <td className="px-2.5 py-1.5 break-words" title={texts.witnesses.sources[witness.source]}>
                  {witness.input}
                </td>
                <td className="px-2.5 py-1.5 break-words">{witness.here}</td>
                <td className="px-2.5 py-1.5 break-words">{witness.there}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
    {behaviour.witnesses.length > SHOWN && <p className="text-xs text-ink-muted">{texts.witnesses.more(formatCount(behaviour.witnesses.length - SHOWN))}</p>}
    {behaviour.undecidedWith.length > 0 && <p className="text-xs text-ink-muted">{texts.witnesses.undecided(behaviour.undecidedWith.map(numberOf).join(", "))}</p>}
  </div>
);
