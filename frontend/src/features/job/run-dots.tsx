import { X } from "lucide-react";
import { type FocusEvent, type KeyboardEvent, lazy, Suspense, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { usePrinting } from "@/shared/printing";
import type { Dot } from "./forms";
import { DotLegend } from "./dot-legend";
import { RunDot } from "./run-dot";
import { texts } from "./texts";

const VirtualDots = lazy(async () => ({ default: (await import("./virtual-dots")).VirtualDots }));

/** More dots than this are drawn only where they are in view. */
const MANY = 240;

export type Marks = { label: string; runIndexes: ReadonlySet<number> };
type RunDotsProps = { dots: readonly Dot[]; isLive: boolean; marks?: Marks | null; onOpen: (runIndex: number) => void; onUnmark?: () => void };

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 };

/** The place a key leads to from another among so many; undefined for keys that do not move. */
export const placeAfterKey = (key: string, place: number, count: number): number | undefined => {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = STEPS[key];
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, place + step));
};

const MarkNote = ({ marks, onUnmark }: { marks: Marks; onUnmark: (() => void) | undefined }) => (
  <p role="status" className="flex flex-wrap items-center gap-2 text-[13px]">
    {texts.marks.note(marks.runIndexes.size, marks.label)}
    <Button variant="ghost" size="small" onClick={onUnmark}>
      <X aria-hidden />
      {texts.marks.clear}
    </Button>
  </p>
);

/** All runs of a job as dots, in their order, with what the signs mean. The arrow keys move between them; one Tab leads past them all. */
export const RunDots = ({ dots, isLive, marks = null, onOpen, onUnmark }: RunDotsProps) => {
  const [place, setPlace] = useState(0);
  const isPrinting = usePrinting();
  const isVirtual = dots.length > MANY && !isPrinting;
  const dotAt = (index: number) => {
    const dot = dots[index];
    return dot && <RunDot key={dot.runIndex} dot={dot} onOpen={onOpen} tabIndex={index === place ? 0 : -1} isDimmed={marks !== null && !marks.runIndexes.has(dot.runIndex)} isArriving={isLive && !isVirtual} />;
  };
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = placeAfterKey(event.key, place, dots.length);
    if (next === undefined) return;
    event.preventDefault();
    // The dot must be there before it can take the focus.
    flushSync(() => setPlace(next));
    event.currentTarget.querySelector<HTMLElement>(`[data-run="${dots[next]?.runIndex}"]`)?.focus();
  };
  const handleFocus = (event: FocusEvent<HTMLElement>) => {
    const index = dots.findIndex(({ runIndex }) => String(runIndex) === event.target.dataset["run"]);
    if (index >= 0) setPlace(index);
  };
  return (
    <div className="grid gap-3">
      {marks && <MarkNote marks={marks} onUnmark={onUnmark} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the dots within take the focus; keys only move it */}
      <div role="group" aria-label={texts.live.title} onKeyDown={handleKeyDown} onFocus={handleFocus} className={isVirtual ? undefined : "flex flex-wrap gap-1.5"}>
        {isVirtual ? (
          <Suspense fallback={<Skeleton className="h-[22rem]" />}>
            <VirtualDots count={dots.length} place={place} dotAt={dotAt} />
          </Suspense>
        ) : (
          dots.map((_, index) => dotAt(index))
        )}
      </div>
      <DotLegend dots={dots} />
    </div>
  );
};
