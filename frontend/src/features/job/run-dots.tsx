import type { Dot } from "./forms";
import { RunDot } from "./run-dot";
import { texts } from "./texts";

const Legend = ({ dots }: { dots: readonly Dot[] }) => {
  const has = (test: (dot: Dot) => boolean) => dots.some(test);
  const entries = [
    { label: texts.legend.passes, sign: "bg-class-1", isShown: has(({ state }) => state.kind === "analysed" && state.passed === true) },
    { label: texts.legend.fails, sign: "border-2 border-class-1 bg-surface", isShown: has(({ state }) => state.kind === "analysed" && state.passed === false) },
    { label: texts.legend.unanswered, sign: "border border-bad bg-bad-soft", isShown: has(({ state }) => state.kind === "unanswered") },
    { label: texts.legend.generated, sign: "bg-line-strong/50", isShown: has(({ state }) => state.kind === "generated") },
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

/** All runs of a job as dots, in their order, with what the signs mean. */
export const RunDots = ({ dots, onOpen }: { dots: readonly Dot[]; onOpen: (runIndex: number) => void }) => (
  <div className="grid gap-3">
    <div role="group" aria-label={texts.live.title} className="flex flex-wrap gap-1.5">
      {dots.map((dot) => (
        <RunDot key={dot.runIndex} dot={dot} onOpen={onOpen} />
      ))}
    </div>
    <Legend dots={dots} />
  </div>
);
