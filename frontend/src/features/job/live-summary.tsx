import { Notice } from "@/components/ui/notice";
import { ConnectionBadge } from "./connection-badge";
import type { Connection } from "./follow-events";
import type { JobLiveFragment } from "./job.generated";
import { texts } from "./texts";

const ENDED_BADLY = { FAILED: texts.live.failed, CANCELLED: texts.live.cancelled, EXPIRED: texts.live.expired } as const;

const Progress = ({ progress }: { progress: JobLiveFragment["progress"] }) => (
  <div
    role="progressbar"
    aria-label={texts.live.progress}
    aria-valuemin={0}
    aria-valuemax={progress.total}
    aria-valuenow={progress.analysed}
    className="relative h-1.5 overflow-hidden rounded-full bg-hover"
  >
    <div className="absolute inset-y-0 left-0 bg-accent/30 transition-all duration-300" style={{ width: `${(progress.generated / progress.total) * 100}%` }} />
    <div className="absolute inset-y-0 left-0 bg-accent transition-all duration-300" style={{ width: `${(progress.analysed / progress.total) * 100}%` }} />
  </div>
);

/** Where a job stands that has no result yet. */
export const LiveSummary = ({ job, numForms, connection }: { job: JobLiveFragment; numForms: number; connection: Connection }) => {
  const { status, progress } = job;
  if (status === "FAILED" || status === "CANCELLED" || status === "EXPIRED") {
    return (
      <Notice tone="bad">
        <strong className="font-semibold">{ENDED_BADLY[status]}</strong>
        {job.errorMessage && <div className="break-words">{job.errorMessage}</div>}
      </Notice>
    );
  }
  const counts = [
    texts.live.analysed(progress.analysed),
    ...(numForms > 0 ? [texts.live.forms(numForms)] : []),
    ...(progress.unanswered > 0 ? [texts.live.unanswered(progress.unanswered)] : []),
  ];
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-lg font-semibold tracking-tight tabular-nums">
          {status === "QUEUED" ? texts.live.queued : texts.live.running(progress.generated, progress.total)}
        </p>
        <ConnectionBadge connection={connection} />
      </div>
      <Progress progress={progress} />
      <p className="text-[13px] text-ink-muted tabular-nums">{counts.join(" · ")}</p>
    </div>
  );
};
