import { formatOfMetric } from "@/shared/metric-unit";
import { formatInterval } from "./metric-format";
import { RunList } from "./run-list";
import { type Ground, runsBehind } from "./runs-behind";
import { texts } from "./texts";
import type { JobMetric } from "./verdict";

/** What an explanation tells of a number: a metric of the service, or what the page itself counts. */
export type Explained = Pick<JobMetric, "name" | "label" | "definition" | "value" | "numerator" | "denominator"> & { words: string; interval: string | null };

export const explainedMetric = (metric: JobMetric): Explained => ({
  ...metric,
  words: metric.value === null ? (metric.notScoredReason ?? texts.metrics.notScored) : formatOfMetric(metric.value, metric),
  interval: formatInterval(metric),
});

const Facts = ({ explained: { words, numerator, denominator, interval } }: { explained: Explained }) => (
  <p className="mt-2 text-xs text-ink-muted tabular-nums">
    {[words, ...(numerator !== null && denominator !== null ? [texts.outputs.count(numerator, denominator)] : []), ...(interval ? [texts.metrics.between(interval)] : [])].join(" · ")}
  </p>
);

/** What a number means, how it is counted, and the runs that it is counted from. */
export const Explanation = ({ explained, ground }: { explained: Explained; ground: Ground }) => {
  const { runIndexes, isNumerator } = runsBehind(explained.name, explained.numerator, ground);
  return (
    <div className="grid gap-1">
      <p className="font-semibold">{explained.label}</p>
      <p>{explained.definition}</p>
      <code className="font-mono text-xs text-ink-muted">{explained.name}</code>
      <Facts explained={explained} />
      <RunList title={isNumerator ? texts.marks.behind(runIndexes.length) : texts.marks.madeOf(runIndexes.length)} runIndexes={runIndexes} markName={explained.name} />
    </div>
  );
};
