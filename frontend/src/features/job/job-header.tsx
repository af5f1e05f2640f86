import { ChevronRight, RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { StatusBadge } from "@/components/ui/status-badge";
import { useCanWrite } from "@/shared/apollo/use-can-write";
import { frame } from "@/shared/frame";
import { formatCount, formatDecimal, formatDuration } from "@/shared/format";
import { paths } from "@/shared/paths";
import { repeatLink } from "@/shared/repeat-link";
import { ExportMenu } from "./export-menu";
import { JobActions } from "./job-actions";
import type { JobHeaderFragment } from "./job.generated";
import { ReplayButton } from "./replay-button";
import { texts } from "./texts";

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="min-w-0 max-sm:flex max-sm:items-baseline max-sm:gap-1.5">
    <dt className="text-xs text-ink-muted">{label}</dt>
    <dd className="truncate text-[13px] font-medium tabular-nums">{children}</dd>
  </div>
);

const Facts = ({ job }: { job: JobHeaderFragment }) => (
  <dl className="flex flex-wrap gap-x-4 gap-y-1 sm:gap-x-8 sm:gap-y-3">
    <Fact label={texts.facts.model}>
      <span title={`${job.pins.provider} / ${job.pins.model}`}>{job.pins.model}</span>
    </Fact>
    <Fact label={texts.facts.temperature}>{formatDecimal(job.pins.temperature)}</Fact>
    <Fact label={texts.facts.seed}>{job.pins.seed ?? texts.none}</Fact>
    <Fact label={texts.facts.runs}>{formatCount(job.numRuns)}</Fact>
    <Fact label={texts.facts.restrictions}>{job.restrictionSets.map(({ title }) => title).join(", ") || texts.none}</Fact>
    <Fact label={texts.facts.created}>
      <Ago iso={job.createdAt} />
    </Fact>
    {job.startedAt && job.completedAt && (
      <Fact label={texts.facts.duration}>{formatDuration(Date.parse(job.completedAt) - Date.parse(job.startedAt))}</Fact>
    )}
    <Fact label={texts.facts.config}>
      <code className="font-mono text-xs" title={job.configHash}>
        {job.configHash.slice(0, 8)}
      </code>
    </Fact>
  </dl>
);

/** A job that ended without a result has the answers that came to take away. */
const canExport = ({ status, progress }: JobHeaderFragment): boolean => status === "COMPLETED" || (status !== "QUEUED" && status !== "RUNNING" && progress.generated > 0);

/** What the job is: its contract, state and everything that fixes it. */
export const JobHeader = ({ job }: { job: JobHeaderFragment }) => {
  const canWrite = useCanWrite();
  return (
    <header className="grid min-w-0 grid-cols-1 gap-4">
      <title>{texts.documentTitle(job.contract.title)}</title>
      <div className={frame.way}>
        <Link to={paths.jobs.link()} className="hover:text-ink">
          {texts.jobs}
        </Link>
        <ChevronRight aria-hidden className="size-3.5" />
        <span className="min-w-0 truncate">
          {job.contract.name} · {job.contract.version}
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className={frame.title}>{job.contract.title}</h1>
        <StatusBadge status={job.status} unanswered={job.progress.unanswered} />
        <div className="flex flex-wrap items-center gap-2 sm:ml-auto sm:justify-end print:hidden">
          {canWrite && (
            <Button asChild size="small">
              <Link to={repeatLink(job)}>
                <RotateCcw aria-hidden />
                <span>
                  {texts.again}
                  <span className="max-sm:sr-only"> {texts.withChanges}</span>
                </span>
              </Link>
            </Button>
          )}
          {canExport(job) && <ExportMenu jobId={job.id} hasResult={job.status === "COMPLETED"} />}
          {job.status === "COMPLETED" && canWrite && <ReplayButton jobId={job.id} />}
          <JobActions job={job} />
        </div>
      </div>
      <Facts job={job} />
    </header>
  );
};
