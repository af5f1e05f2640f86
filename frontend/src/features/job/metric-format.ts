import { formatCount, formatDecimal, formatDuration, formatPercent, formatPercentFine, formatSigned } from "@/shared/format";
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

const GROUPS: readonly [GroupName, RegExp][] = [
  ["anchor", /anchor|rescue|repair/i],
  ["behaviour", /canon_coverage|pass|complian|rule/i],
  ["distance", /distance|Delta_mu|Delta_P/i],
  ["usage", /token|cost|latency/i],
  ["sameness", /^R_|TAR|agree|distinct|entropy/i],
];

const ORDER: readonly GroupName[] = ["sameness", "anchor", "behaviour", "distance", "usage", "other"];

const groupOf = ({ name }: JobMetric): GroupName => GROUPS.find(([, pattern]) => pattern.test(name))?.[0] ?? "other";

/** Metrics sorted into the groups in which they are read, the service's order kept within each. */
export const groupMetrics = (metrics: readonly JobMetric[]): { name: GroupName; metrics: JobMetric[] }[] =>
  ORDER.map((name) => ({ name, metrics: metrics.filter((metric) => groupOf(metric) === name) })).filter((group) => group.metrics.length > 0);
