import { IntervalBar } from "@/components/ui/interval-bar";
import { formatPercent } from "@/shared/format";
import type { JobReportFragment, RunSummaryFragment } from "./job.generated";
import { texts } from "./texts";
import { verdictOf } from "./verdict";

type VerdictProps = { report: JobReportFragment; result: NonNullable<JobReportFragment["result"]>; runs: readonly RunSummaryFragment[] };

/** The job in one sentence, its interval drawn beneath, and what stands beside it. */
export const VerdictSummary = ({ report, result, runs }: VerdictProps) => {
  const answersWithViolation = runs.filter(({ violations }) => violations.length > 0).length;
  const numAnswers = runs.filter(({ status }) => status === "GENERATED").length;
  const verdict = verdictOf(result, report.contract.kind, answersWithViolation, numAnswers);
  const structural = result.metrics.find(({ name }) => name === "R_structural");
  return (
    <div className="grid gap-3">
      <p className="text-xl leading-snug font-semibold tracking-tight text-balance sm:text-2xl" data-testid="verdict">
        {verdict.headline}
        {verdict.interval && <span className="font-normal text-ink-muted"> ({verdict.interval})</span>}
      </p>
      {structural?.value != null && (
        <div className="max-w-xl">
          <IntervalBar value={structural.value} low={structural.interval?.low} high={structural.interval?.high} />
          <div aria-hidden className="flex justify-between text-[11px] text-ink-muted tabular-nums">
            {[0, 0.5, 1].map((share) => (
              <span key={share}>{formatPercent(share)}</span>
            ))}
          </div>
        </div>
      )}
      <p className="text-[15px] text-pretty">{verdict.details.join(" ")}</p>
      <p className="text-xs text-ink-muted">{texts.verdict.formDiffers}</p>
    </div>
  );
};
