import { formatCount, formatDecimal, formatDollars, formatDuration, formatPercent, formatPercentFine, formatProbability, formatSigned } from "@/shared/format";
import { texts } from "./texts";
import type { JobMetric } from "./verdict";

/** A number as its unit is read: 0.85 as 85 %, a difference with its sign, a duration in seconds. */
export const formatInUnit = (value: number, unit: JobMetric["unit"]): string => {
  switch (unit) {
    case "RATE":
      return formatPercent(value);
    case "DIFFERENCE":
      return formatSigned(value);
    case "COUNT":
    case "TOKENS":
      return Number.isInteger(value) ? formatCount(value) : formatDecimal(value);
    case "US_DOLLARS":
      return formatDollars(value);
    case "P_VALUE":
      return formatProbability(value);
    case "MILLISECONDS":
      return formatDuration(value);
    default:
      return formatDecimal(value);
  }
};

export const formatInterval = ({ interval, unit }: JobMetric): string | null => {
  if (!interval) return null;
  const format = unit === "RATE" ? formatPercentFine : (end: number) => formatInUnit(end, unit);
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
