import { CircleHelp, ShieldCheck, X } from "lucide-react";
import { memo } from "react";
import type { Rule } from "./rules";
import { stateOf } from "./rule-states";
import { texts } from "./texts";

const SIGNS = {
  broken: { icon: X, style: "bg-bad-soft text-bad" },
  undecided: { icon: CircleHelp, style: "bg-warn-soft text-warn" },
  waived: { icon: ShieldCheck, style: "bg-hover text-ink-muted" },
} as const;

export type Cell = { rule: Rule; runIndex: number };

type MatrixCellProps = Cell & { isOpen: boolean; onShow: (cell: Cell | null) => void };

/** How one answer stands to one rule; what is not kept can be pressed for its evidence. Memoized: a matrix has thousands. */
export const MatrixCell = memo(({ rule, runIndex, isOpen, onShow }: MatrixCellProps) => {
  const state = stateOf(rule, runIndex);
  const label = texts.matrix.cell(rule.name, runIndex, texts.matrix.states[state]);
  if (state === "kept") {
    // A character instead of a drawing: most cells are of this kind, and a drawing is three elements.
    return (
      <td className="p-0.5 text-center text-good/80">
        <span role="img" aria-label={label}>
          ✓
        </span>
      </td>
    );
  }
  const { icon: Icon, style } = SIGNS[state];
  return (
    <td className="p-0.5">
      <button
        type="button"
        aria-label={label}
        aria-expanded={isOpen}
        title={label}
        onClick={() => onShow(isOpen ? null : { rule, runIndex })}
        className={`grid size-7 place-items-center rounded ${style} ${isOpen ? "outline-2 outline-accent" : ""}`}
      >
        <Icon aria-hidden className="size-4" strokeWidth={2.5} />
      </button>
    </td>
  );
});
MatrixCell.displayName = "MatrixCell";
