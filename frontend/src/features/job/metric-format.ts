import { formatPercentFine } from "@/shared/format";
import { formatOfMetric } from "@/shared/metric-unit";
import { texts } from "./texts";
import type { JobMetric } from "./verdict";

export const formatInterval = ({ interval, name, unit }: Pick<JobMetric, "interval" | "name" | "unit">): string | null => {
  if (!interval) return null;
  const format = unit === "RATE" ? formatPercentFine : (end: number) => formatOfMetric(end, { name, unit });
  return texts.metrics.interval(format(interval.low), format(interval.high));
};

type GroupName = keyof typeof texts.metrics.groups;

/** Each group's metrics by name, in the order in which they are read. */
const GROUPS: readonly [GroupName, readonly RegExp[]][] = [
  ["sameness", [/^R_(raw|structural|behavioral)$/, /^agreement/, /^distinct/, /^entropy/, /^TAR/]],
  ["anchor", [/^R_anchor_(pre|post)$/, /^Delta_rescue/, /rescue/, /^R_anchor/]],
  ["behaviour", [/^canon_coverage$/, /complian/, /^pass/]],
  ["distance", [/^mean_distance/, /^Delta_mu$/, /^R_repair/, /distance/, /^Delta_P/]],
  ["answers", [/^(failed|refused|timed_out)$/]],
  ["usage", [/token|cost|latency/]],
];

/** Metrics sorted into the groups in which they are read; what no group knows comes last, and none is lost. */
export const groupMetrics = (metrics: readonly JobMetric[]): { name: GroupName; metrics: JobMetric[] }[] => {
  const rest = new Set(metrics);
  const taken = GROUPS.map(([name, patterns]) => {
    const members = patterns.flatMap((pattern) => {
      const matching = [...rest].filter((metric) => pattern.test(metric.name));
      for (const metric of matching) rest.delete(metric);
      return matching;
    });
    return { name, metrics: members };
  });
  return [...taken, { name: "other" as const, metrics: [...rest] }].filter((group) => group.metrics.length > 0);
};
