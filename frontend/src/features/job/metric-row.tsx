import { IntervalBar } from "@/components/ui/interval-bar";
import { formatCount } from "@/shared/format";
import { Explanation, explainedMetric } from "./explanation";
import { formatOfMetric } from "@/shared/metric-unit";
import { formatInterval } from "./metric-format";
import { NumberLink } from "./number-link";
import type { Ground } from "./runs-behind";
import { texts } from "./texts";
import type { JobMetric } from "./verdict";

const Fraction = ({ metric }: { metric: JobMetric }) =>
  metric.numerator !== null &&
  metric.denominator !== null && (
    <span className="text-xs text-ink-muted tabular-nums">
      {formatCount(metric.numerator)}/{formatCount(metric.denominator)}
    </span>
  );

/** One metric: value, what it is counted from, its interval; or the reason why it has no value. The value leads to its definition and its runs. */
export const MetricRow = ({ metric, ground }: { metric: JobMetric; ground: Ground }) => {
  const interval = formatInterval(metric);
  return (
    <li className="break-inside-avoid px-4 py-2" data-metric={metric.name}>
      <div className="flex min-h-6 items-center gap-1.5">
        <span className="truncate text-[13px]" title={metric.label}>
          {metric.label}
        </span>
        <span className="ml-auto flex shrink-0 items-baseline gap-2">
          <Fraction metric={metric} />
          <NumberLink
            label={texts.marks.ask(metric.value === null ? texts.metrics.notScored : formatOfMetric(metric.value, metric), metric.label)}
            explanation={<Explanation explained={explainedMetric(metric)} ground={ground} />}
            className={metric.value === null ? "text-xs text-ink-muted" : "min-w-12 text-right text-sm font-semibold tabular-nums"}
          >
            {metric.value === null ? texts.metrics.notScored : formatOfMetric(metric.value, metric)}
          </NumberLink>
        </span>
      </div>
      {metric.value === null && <p className="text-xs text-ink-muted">{metric.notScoredReason}</p>}
      {metric.value !== null && interval && (
        <div className="flex items-center gap-3">
          {metric.unit === "RATE" && <IntervalBar value={metric.value} low={metric.interval?.low} high={metric.interval?.high} />}
          <span className="ml-auto shrink-0 text-xs whitespace-nowrap text-ink-muted tabular-nums sm:w-28 sm:text-right">{interval}</span>
        </div>
      )}
    </li>
  );
};
