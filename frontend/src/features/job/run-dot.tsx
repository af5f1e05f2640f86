import { Check, Clock, Ban, X } from "lucide-react";
import { memo } from "react";
import { cn } from "@/shared/cn";
import { type Dot, type DotState, formName } from "./forms";
import { texts } from "./texts";

const FILLED = ["bg-class-1", "bg-class-2", "bg-class-3", "bg-class-4", "bg-class-5", "bg-class-6", "bg-class-7"];
const OUTLINED = [
  "border-class-1 text-class-1",
  "border-class-2 text-class-2",
  "border-class-3 text-class-3",
  "border-class-4 text-class-4",
  "border-class-5 text-class-5",
  "border-class-6 text-class-6",
  "border-class-7 text-class-7",
];

const UNANSWERED_ICONS = { FAILED: X, REFUSED: Ban, TIMED_OUT: Clock } as const;

export const formStyle = (rank: number, passed: boolean | null): string =>
  passed === false
    ? cn("border-2 bg-surface", OUTLINED[rank] ?? "border-class-rest text-class-rest")
    : cn("text-class-ink", FILLED[rank] ?? "bg-class-rest");

/** Moving things are redrawn all the time: only dots that are few and of a live job move. */
const ARRIVALS: Record<DotState["kind"], string> = { waiting: "", never: "", generated: "animate-pulse", unanswered: "animate-arrive", analysed: "animate-arrive" };

const dotStyle = (state: DotState): string => {
  if (state.kind === "analysed") return formStyle(state.rank, state.passed);
  if (state.kind === "generated") return "bg-line-strong/50";
  return state.kind === "waiting" || state.kind === "never" ? "border border-dashed border-line-strong/70" : "border border-bad bg-bad-soft text-bad";
};

const dotWords = (state: DotState): string => {
  if (state.kind === "analysed") return texts.dot.analysed(formName(state.rank), state.passed);
  return state.kind === "unanswered" ? texts.dot.unanswered[state.status] : texts.dot[state.kind];
};

const DotSign = ({ dot: { state, runIndex }, isNumbered }: { dot: Dot; isNumbered: boolean }) => {
  if (state.kind === "analysed") return isNumbered ? runIndex : formName(state.rank);
  if (state.kind !== "unanswered") return null;
  const Icon = UNANSWERED_ICONS[state.status];
  return <Icon aria-hidden className="size-3.5" strokeWidth={2.5} />;
};

/** The small cross or tick on a dot's corner: failing the tests is never told by colour alone. */
const FailedSign = () => (
  <span className="absolute -right-1 -bottom-1 grid size-3 place-items-center rounded-full bg-bad text-surface">
    <X aria-hidden className="size-2.5" strokeWidth={3.5} />
  </span>
);

type RunDotProps = { dot: Dot; onOpen: (runIndex: number) => void; isNumbered?: boolean; isDimmed?: boolean; isArriving?: boolean; tabIndex?: number };

/** One run: a dot that bears its canonical form's name or its own number, filled when it passes the tests; opens the run. */
const BareRunDot = ({ dot, onOpen, isNumbered = false, isDimmed = false, isArriving = false, tabIndex }: RunDotProps) => {
  const { state, runIndex, runId } = dot;
  const label = `${texts.dot.run(runIndex)}: ${dotWords(state)}`;
  return (
    <button
      type="button"
      aria-disabled={!runId}
      tabIndex={tabIndex}
      onClick={() => runId && onOpen(runIndex)}
      aria-label={label}
      title={label}
      data-state={state.kind}
      data-run={runIndex}
      className={cn(
        "relative grid size-7 place-items-center rounded-full text-[11px] leading-none font-semibold transition-transform not-aria-disabled:hover:scale-110 aria-disabled:cursor-default",
        isArriving && ARRIVALS[state.kind],
        isDimmed ? "border border-line bg-hover text-ink-muted" : dotStyle(state),
      )}
    >
      <DotSign dot={dot} isNumbered={isNumbered} />
      {!isDimmed && state.kind === "analysed" && state.passed === false && <FailedSign />}
    </button>
  );
};

const isSameDot = (one: RunDotProps, other: RunDotProps): boolean =>
  one.onOpen === other.onOpen &&
  one.tabIndex === other.tabIndex &&
  one.isDimmed === other.isDimmed &&
  one.isArriving === other.isArriving &&
  one.dot.runId === other.dot.runId &&
  dotWords(one.dot.state) === dotWords(other.dot.state);

/** A dot is drawn anew only when what it says has changed: a job may have a thousand, and change fifty times a second. */
export const RunDot = memo(BareRunDot, isSameDot);

/** A sign for lists and legends: a form's dot that cannot be pressed. */
export const FormSign = ({ rank, passed }: { rank: number; passed: boolean | null }) => (
  <span className={cn("grid size-6 shrink-0 place-items-center rounded-full text-[11px] font-semibold", formStyle(rank, passed))} aria-hidden>
    {formName(rank)}
  </span>
);

export const PassSign = ({ passed }: { passed: boolean }) => {
  const Icon = passed ? Check : X;
  return <Icon aria-hidden className={cn("size-4 shrink-0", passed ? "text-good" : "text-bad")} strokeWidth={2.5} />;
};
