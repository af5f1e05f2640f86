import { Button } from "@/components/ui/button";
import { formatCount } from "@/shared/format";
import { formatOfMetric } from "@/shared/metric-unit";
import { formatInterval } from "./metric-format";
import { type Ground, runsBehind } from "./runs-behind";
import { texts } from "./texts";
import { useMark, useOpenRun } from "./view-state";
import type { JobMetric } from "./verdict";

const LISTED = 40;

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
  const { openRun } = useOpenRun();
  const { mark } = useMark();
  const { runIndexes, isNumerator } = runsBehind(explained.name, explained.numerator, ground);
  return (
    <div className="grid gap-1">
      <p className="font-semibold">{explained.label}</p>
      <p>{explained.definition}</p>
      <code className="font-mono text-xs text-ink-muted">{explained.name}</code>
      <Facts explained={explained} />
      {runIndexes.length > 0 && (
        <div className="mt-2 grid gap-1.5 border-t border-line pt-2">
          <p className="text-xs font-medium">{isNumerator ? texts.marks.behind(runIndexes.length) : texts.marks.madeOf(runIndexes.length)}</p>
          <ul className="flex max-h-32 flex-wrap gap-1 overflow-y-auto">
            {runIndexes.slice(0, LISTED).map((runIndex) => (
              <li key={runIndex}>
                <button
                  type="button"
                  onClick={() => openRun(runIndex)}
                  aria-label={texts.run.title(runIndex)}
                  className="min-w-6 rounded border border-line px-1 py-0.5 text-xs tabular-nums hover:bg-hover"
                >
                  {formatCount(runIndex)}
                </button>
              </li>
            ))}
            {runIndexes.length > LISTED && <li className="px-1 py-0.5 text-xs text-ink-muted">{texts.marks.andMore(runIndexes.length - LISTED)}</li>}
          </ul>
          <Button size="small" className="justify-self-start" onClick={() => mark(explained.name)}>
            {texts.marks.show}
          </Button>
        </div>
      )}
    </div>
  );
};
