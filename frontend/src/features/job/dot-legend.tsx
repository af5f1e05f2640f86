import type { Dot } from "./forms";
import { texts } from "./texts";

/** What the signs of the dots mean, as far as any dot bears them. */
export const DotLegend = ({ dots }: { dots: readonly Dot[] }) => {
  const has = (test: (dot: Dot) => boolean) => dots.some(test);
  const entries = [
    { label: texts.legend.passes, sign: "bg-class-1", isShown: has(({ state }) => state.kind === "analysed" && state.passed === true) },
    { label: texts.legend.fails, sign: "border-2 border-class-1 bg-surface", isShown: has(({ state }) => state.kind === "analysed" && state.passed === false) },
    { label: texts.legend.unanswered, sign: "border border-bad bg-bad-soft", isShown: has(({ state }) => state.kind === "unanswered") },
    { label: texts.legend.generated, sign: "bg-line-strong/50", isShown: has(({ state }) => state.kind === "generated") },
    { label: texts.legend.never, sign: "border border-dashed border-line-strong", isShown: has(({ state }) => state.kind === "never") },
    { label: texts.legend.waiting, sign: "border border-dashed border-line-strong", isShown: has(({ state }) => state.kind === "waiting") },
  ];
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-muted">
      {entries
        .filter(({ isShown }) => isShown)
        .map(({ label, sign }) => (
          <li key={label} className="flex items-center gap-1.5">
            <span aria-hidden className={`size-2.5 rounded-full ${sign}`} />
            {label}
          </li>
        ))}
    </ul>
  );
};
