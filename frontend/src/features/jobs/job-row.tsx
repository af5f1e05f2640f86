import { memo, type ReactNode } from "react";
import { Link } from "react-router";
import { Ago } from "@/components/ui/ago";
import { Checkbox } from "@/components/ui/checkbox";
import { IntervalBar } from "@/components/ui/interval-bar";
import { StatusBadge } from "@/components/ui/status-badge";
import { cn } from "@/shared/cn";
import { formatCount, formatDecimal, formatMoment, formatPercent } from "@/shared/format";
import { paths } from "@/shared/paths";
import type { JobRowFragment } from "./jobs.generated";
import { texts } from "./texts";

const Cell = ({ children, className }: { children: ReactNode; className?: string }) => (
  <td className={cn("align-middle max-md:block md:px-2.5 md:py-3 xl:px-4", className)}>{children}</td>
);

const Repeatability = ({ job }: { job: JobRowFragment }) => {
  const metric = job.result?.metrics[0];
  if (metric?.value === undefined || metric.value === null) {
    const isLive = job.status === "RUNNING" || job.status === "QUEUED";
    return (
      <span className="text-ink-muted" title={metric?.notScoredReason ?? undefined}>
        {isLive ? texts.progress(job.progress.analysed, job.progress.total) : "–"}
      </span>
    );
  }
  return (
    <div className="flex items-center gap-3">
      <span className="w-10 font-medium tabular-nums">{formatPercent(metric.value)}</span>
      <IntervalBar value={metric.value} low={metric.interval?.low} high={metric.interval?.high} className="w-20 md:max-xl:hidden" />
    </div>
  );
};

type JobRowProps = { job: JobRowFragment; isPicked: boolean; onPick: (jobId: string, isPicked: boolean) => void };

/** One job of the list; the whole row leads to it. On a phone its cells are stacked. */
export const JobRow = memo(({ job, isPicked, onPick }: JobRowProps) => (
  <tr className="relative transition-colors hover:bg-hover max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-4 max-md:gap-y-1.5 max-md:px-4 max-md:py-3">
    <td className="relative z-10 pl-4 align-middle max-md:order-6 max-md:justify-self-end max-md:p-0">
      <Checkbox aria-label={texts.pick(job.contract.title, formatMoment(job.createdAt))} checked={isPicked} onCheckedChange={(isChecked) => onPick(job.id, isChecked)} />
    </td>
    <Cell className="min-w-0 md:min-w-32">
      <Link to={paths.job.link(job.id)} title={job.contract.title} className="line-clamp-3 font-medium wrap-anywhere after:absolute after:inset-0">
        {job.contract.title}
      </Link>
      <div className="text-xs wrap-anywhere text-ink-muted">
        {job.contract.name} · {job.contract.version}
      </div>
    </Cell>
    <Cell className="min-w-0 max-md:order-3">
      <div className="max-w-44 truncate md:max-xl:max-w-28" title={job.pins.model}>
        {job.pins.model}
      </div>
      <div className="text-xs text-ink-muted">
        {texts.temperature(formatDecimal(job.pins.temperature))}
        <span className="xl:hidden"> · {texts.runs(job.numRuns)}</span>
      </div>
    </Cell>
    <Cell className="max-md:order-4 max-md:justify-self-end">
      <Repeatability job={job} />
    </Cell>
    <Cell className="tabular-nums max-md:hidden md:max-xl:hidden">{formatCount(job.numRuns)}</Cell>
    <Cell className="max-md:order-2 max-md:justify-self-end">
      <StatusBadge status={job.status} unanswered={job.progress.unanswered} />
    </Cell>
    <Cell className="whitespace-nowrap text-ink-muted max-md:order-5 max-md:text-xs">
      <Ago iso={job.createdAt} />
    </Cell>
  </tr>
));
