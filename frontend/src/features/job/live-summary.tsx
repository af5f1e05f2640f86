import { IntervalBar } from "@/components/ui/interval-bar";
import { cn } from "@/shared/cn";
import { formatPercent, formatPercentNumber } from "@/shared/format";
import { wilsonInterval } from "@/shared/wilson";
import { ConnectionBadge } from "./connection-badge";
import { EndedSummary, isEnded } from "./ended-summary";
import type { Connection } from "./follow-events";
import { formName, type Forms } from "./forms";
import type { JobLiveFragment, RunSummaryFragment } from "./job.generated";
import { QuietNotice } from "./quiet-notice";
import { FormSign } from "./run-dot";
import { texts } from "./texts";

const FORMS_SHOWN = 8;

/** A part of the bar; it grows by scaling, which costs no layout. */
const Share = ({ of: share, className }: { of: number; className: string }) => (
  <div className={cn("absolute inset-0 origin-left transition-transform duration-200", className)} style={{ transform: `scaleX(${share})` }} />
);

const Progress = ({ progress }: { progress: JobLiveFragment["progress"] }) => (
  <div
    role="progressbar"
    aria-label={texts.live.progress}
    aria-valuemin={0}
    aria-valuemax={progress.total}
    aria-valuenow={progress.analysed}
    className="relative h-1.5 overflow-hidden rounded-full bg-hover"
  >
    <Share of={progress.generated / progress.total} className="bg-accent/30" />
    <Share of={progress.analysed / progress.total} className="bg-accent" />
  </div>
);

type ShareProps = { part: number; whole: number; words: (part: number, whole: number, interval: string) => string };

/** A share as it stands, with the interval that narrows while answers arrive. */
const ShareSoFar = ({ part, whole, words }: ShareProps) => {
  const interval = wilsonInterval(part, whole);
  if (!interval) return null;
  return (
    <div className="grid gap-0.5">
      <span className="text-[13px] tabular-nums">{words(part, whole, texts.live.between(formatPercentNumber(interval.low), formatPercent(interval.high)))}</span>
      <IntervalBar value={part / whole} low={interval.low} high={interval.high} />
    </div>
  );
};

const FormsSoFar = ({ forms }: { forms: Forms }) => (
  <ul className="flex flex-wrap gap-x-4 gap-y-1.5 text-[13px] tabular-nums">
    {forms.slice(0, FORMS_SHOWN).map(({ runIndexes }, rank) => (
      <li key={formName(rank)} className="flex items-center gap-1.5">
        <FormSign rank={rank} passed={null} />
        {texts.live.formSize(formName(rank), runIndexes.length)}
      </li>
    ))}
    {forms.length > FORMS_SHOWN && <li className="text-ink-muted">{texts.marks.andMore(forms.length - FORMS_SHOWN)}</li>}
  </ul>
);

type LiveProps = { job: JobLiveFragment; forms: Forms; runs: readonly RunSummaryFragment[]; connection: Connection };

/** Where a job stands that has no result yet: what has arrived, the classes that form, the intervals that narrow. */
export const LiveSummary = ({ job, forms, runs, connection }: LiveProps) => {
  const { status, progress } = job;
  if (isEnded(status)) return <EndedSummary job={{ ...job, status }} forms={forms} runs={runs} />;
  const analysed = runs.filter(({ canonicalHash }) => canonicalHash !== null).length;
  const judged = runs.filter(({ oracle }) => oracle !== null);
  const counts = [
    texts.live.analysed(progress.analysed),
    ...(forms.length > 0 ? [texts.live.forms(forms.length)] : []),
    ...(progress.unanswered > 0 ? [texts.live.unanswered(progress.unanswered)] : []),
  ];
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-lg font-semibold tracking-tight tabular-nums">
          {status === "QUEUED" ? texts.live.queued : texts.live.running(progress.generated, progress.total)}
        </p>
        <ConnectionBadge connection={connection} />
      </div>
      <Progress progress={progress} />
      <p className="text-[13px] text-ink-muted tabular-nums">{counts.join(" · ")}</p>
      {status === "RUNNING" && connection === "live" && progress.generated < progress.total && <QuietNotice key={progress.lastEventNumber} />}
      <div className="grid max-w-2xl gap-3 empty:hidden">
        <ShareSoFar part={forms[0]?.runIndexes.length ?? 0} whole={analysed} words={texts.live.sameSoFar} />
        <ShareSoFar part={judged.filter(({ oracle }) => oracle?.passed).length} whole={judged.length} words={texts.live.passingSoFar} />
      </div>
      {forms.length > 0 && <FormsSoFar forms={forms} />}
    </div>
  );
};
