import { type ReactNode, useState } from "react";
import { Card } from "@/components/ui/card";
import { formatCount } from "@/shared/format";
import { type Cell, MatrixCell } from "./matrix-cell";
import { RuleEvidence } from "./rule-evidence";
import { RuleHead } from "./rule-head";
import type { Rule } from "./rules";
import { texts } from "./texts";
import { useVisibleColumns, type VisibleColumns } from "./use-visible-columns";

type Explain = (rule: Rule) => ReactNode;
type MatrixProps = { explain: Explain; rules: readonly Rule[]; answered: readonly number[]; runIds: ReadonlyMap<number, string>; onOpen: (runIndex: number) => void };

const Gap = ({ width }: { width: number }) => (width > 0 ? <td aria-hidden style={{ minWidth: width, width }} className="p-0" /> : null);

type RowProps = { rule: Rule; explain: Explain; columns: VisibleColumns; answered: readonly number[]; shown: Cell | null; onShow: (cell: Cell | null) => void };

const MatrixRow = ({ rule, explain, columns, answered, shown, onShow }: RowProps) => (
  <tr>
    <RuleHead rule={rule} explanation={explain(rule)} />
    <Gap width={columns.before} />
    {columns.places.map((place) => {
      const runIndex = answered[place] ?? 0;
      return <MatrixCell key={runIndex} rule={rule} runIndex={runIndex} isOpen={shown?.rule === rule && shown.runIndex === runIndex} onShow={onShow} />;
    })}
    <Gap width={columns.after} />
  </tr>
);

/** Rules by runs: which answer keeps which rule; a broken one shows its evidence in place. Columns are drawn where they are in view. */
export const RuleMatrix = ({ explain, rules, answered, runIds, onOpen }: MatrixProps) => {
  const [shown, setShown] = useState<Cell | null>(null);
  const { box, columns } = useVisibleColumns(answered.length);
  return (
    <Card className="min-w-0 overflow-hidden">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <div ref={box} tabIndex={0} role="region" aria-label={texts.matrix.title} className="overflow-x-auto">
        <table className="border-separate border-spacing-0 text-[13px]" aria-colcount={answered.length + 1}>
          <thead className="text-xs text-ink-muted">
            <tr>
              <th scope="col" className="sticky left-0 z-10 border-b border-line bg-surface px-3 py-2 text-left font-medium">
                {texts.rules.columns.rule}
              </th>
              <Gap width={columns.before} />
              {columns.places.map((place) => (
                <th key={place} scope="col" aria-colindex={place + 2} className="w-8 min-w-8 border-b border-line p-0 text-center font-medium tabular-nums">
                  <button type="button" className="w-full py-2 hover:text-ink hover:underline" aria-label={texts.run.title(answered[place] ?? 0)} onClick={() => onOpen(answered[place] ?? 0)}>
                    {formatCount(answered[place] ?? 0)}
                  </button>
                </th>
              ))}
              <Gap width={columns.after} />
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <MatrixRow key={`${rule.setId}/${rule.ruleId}`} rule={rule} explain={explain} columns={columns} answered={answered} shown={shown} onShow={setShown} />
            ))}
          </tbody>
        </table>
      </div>
      {shown && (
        <RuleEvidence
          key={`${shown.rule.setId}/${shown.rule.ruleId}/${shown.runIndex}`}
          rule={shown.rule}
          runIndex={shown.runIndex}
          runId={runIds.get(shown.runIndex)}
          onOpen={onOpen}
          onClose={() => setShown(null)}
        />
      )}
    </Card>
  );
};
