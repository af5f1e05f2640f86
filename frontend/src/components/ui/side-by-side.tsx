import { cn } from "@/shared/cn";
import { texts } from "@/shared/texts";
import { alignedLines, type LinePair } from "./aligned-lines";
import { CodeTokens, Tokens } from "./code";
import type { Token } from "./code-lines";

type Side = "left" | "right";
type CellProps = { side: Side; pair: LinePair; lines: readonly Token[][] };

const SIGNS = { left: "−", right: "+" } as const;

const cellStyle = ({ isSame, left, right }: LinePair, side: Side): string => {
  if (isSame) return "";
  if ((side === "left" ? left : right) === null) return "bg-hover";
  return side === "left" ? "bg-bad-soft" : "bg-good-soft";
};

const Cell = ({ side, pair, lines }: CellProps) => {
  const number = pair[side];
  return (
    <td className={cn("w-1/2 p-0 align-top max-sm:w-full", number === null || (side === "right" && pair.isSame) ? "max-sm:hidden" : "max-sm:block", side === "right" && "border-line sm:border-l", cellStyle(pair, side))}>
      {number !== null && (
        <div className="flex pr-3">
          <span aria-hidden className="w-9 shrink-0 pr-2 text-right text-ink-muted tabular-nums select-none">
            {number + 1}
          </span>
          <span className="w-4 shrink-0 font-semibold text-ink-muted select-none">{!pair.isSame && SIGNS[side]}</span>
          <span className="min-w-0 break-words whitespace-pre-wrap">
            <Tokens of={lines[number] ?? []} />
          </span>
        </div>
      )}
    </td>
  );
};

type SideBySideProps = { left: string; right: string; leftTitle: string; rightTitle: string; label: string };

/** Two texts side by side in their language's colours; on a phone one beneath the other, what is in both said once. Signs stay beside the colours. */
export const SideBySide = ({ left, right, leftTitle, rightTitle, label }: SideBySideProps) => {
  const [shownLeft, shownRight] = [left.replace(/\n$/, ""), right.replace(/\n$/, "")];
  const pairs = alignedLines(shownLeft.split("\n"), shownRight.split("\n"));
  const changes = pairs.filter(({ isSame }) => !isSame).length;
  return (
    <div className="overflow-hidden rounded-md border border-line bg-sunken" role="region" aria-label={label}>
      <table className="w-full table-fixed border-collapse max-sm:block font-mono text-[12px] leading-[1.6] max-sm:text-[11px]">
        <caption className="sr-only">{texts.lineChanges(changes)}</caption>
        <thead className="border-b border-line font-sans text-xs text-ink-muted max-sm:block">
          <tr className="max-sm:flex">
            {[leftTitle, rightTitle].map((title, index) => (
              <th key={title} scope="col" className={cn("px-3 py-1.5 text-left font-medium", index === 1 && "border-line sm:border-l")}>
                <span aria-hidden className="mr-1 font-mono sm:hidden">
                  {index === 0 ? SIGNS.left : SIGNS.right}
                </span>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <CodeTokens text={shownLeft}>
          {(leftLines) => (
            <CodeTokens text={shownRight}>
              {(rightLines) => (
                <tbody className="max-sm:block">
                  {pairs.map((pair) => (
                    <tr key={`${pair.left}/${pair.right}`} className="max-sm:block">
                      <Cell side="left" pair={pair} lines={leftLines} />
                      <Cell side="right" pair={pair} lines={rightLines} />
                    </tr>
                  ))}
                </tbody>
              )}
            </CodeTokens>
          )}
        </CodeTokens>
      </table>
    </div>
  );
};
