import { X } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { Button } from "@/components/ui/button";
import { RefusalNotice } from "@/components/ui/refusal";
import { useCanWrite } from "@/shared/apollo/use-can-write";
import { useQuery } from "@/shared/apollo/use-query";
import { goToTourStep, useTourStep } from "@/shared/tour";
import { texts } from "./texts";
import { TourJobDocument } from "./tour.generated";
import { stepsWith, type TourStep } from "./tour-steps";
import { useDemoJob } from "./use-demo-job";
import { usePointer } from "./use-pointer";

const handleKeyDown = ({ key }: KeyboardEvent) => key === "Escape" && goToTourStep(null);

type StopProps = { steps: readonly TourStep[]; place: number; step: TourStep };

/** The page of a step is opened when the step begins; afterwards its reader may look around. */
const useOpenPage = ({ path }: TourStep) => {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const opened = useRef<string>(undefined);
  useEffect(() => {
    if (opened.current === path) return;
    opened.current = path;
    if (pathname !== path) void navigate(path);
  }, [navigate, path, pathname]);
};

/** Once the job is there, the steps over it take this one's place. */
const MakeDemoJob = ({ onSkip }: { onSkip: () => void }) => {
  const { make, isBusy, refusal } = useDemoJob();
  return (
    <>
      {refusal && <RefusalNotice message={refusal.message} hint={refusal.hint} />}
      <Button size="small" onClick={onSkip}>
        {texts.skip}
      </Button>
      <Button size="small" variant="primary" disabled={isBusy} onClick={() => void make()}>
        {texts.makeDemo}
      </Button>
    </>
  );
};

const Stop = ({ steps, place, step }: StopProps) => {
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  const isLast = place === steps.length - 1;
  useOpenPage(step);
  usePointer(step.target);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape puts the panel away from anywhere in it
    <section
      ref={panel}
      tabIndex={-1}
      role="dialog"
      aria-label={texts.label}
      aria-describedby={titleId}
      onKeyDown={handleKeyDown}
      className="fixed inset-x-3 bottom-3 z-40 grid gap-3 rounded-xl border border-line bg-raised p-4 shadow-float outline-none sm:right-6 sm:bottom-6 sm:left-auto sm:w-96"
    >
      <div className="flex items-center justify-between gap-3">
        <span className="text-xs text-ink-muted tabular-nums">{texts.place(place + 1, steps.length)}</span>
        <Button variant="ghost" size="icon" aria-label={texts.end} onClick={() => goToTourStep(null)}>
          <X aria-hidden />
        </Button>
      </div>
      <div id={titleId} className="grid gap-1">
        <h2 className="text-[15px] font-semibold tracking-tight">{step.title}</h2>
        <p className="text-[13px] leading-relaxed text-ink-muted">{step.words}</p>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        {place > 0 && (
          <Button size="small" onClick={() => goToTourStep(place - 1)}>
            {texts.back}
          </Button>
        )}
        {step.makesDemoJob ? (
          <MakeDemoJob onSkip={() => goToTourStep(place + 1)} />
        ) : (
          <Button size="small" variant="primary" onClick={() => goToTourStep(isLast ? null : place + 1)}>
            {isLast ? texts.done : texts.next}
          </Button>
        )}
      </div>
    </section>
  );
};

/** The guided tour over the demo job, the playground and the list of jobs: beside the page, not in front of it. */
export const TourPanel = () => {
  const place = useTourStep();
  const { data, error } = useQuery(TourJobDocument);
  const canMake = useCanWrite();
  if (place === null || (!data && !error)) return null;
  const steps = stepsWith(data?.jobs.edges[0]?.node.id, canMake);
  const step = steps[place];
  return step && <Stop key={step.title} steps={steps} place={place} step={step} />;
};
