import { formatCount, formatDecimal, formatDistance, formatDollars, formatDuration, formatPercent, formatProbability, formatSigned } from "./format";

/** The service's units of metrics. */
export type MetricUnit = "RATE" | "DISTANCE" | "DIFFERENCE" | "COUNT" | "NATS" | "P_VALUE" | "TOKENS" | "MILLISECONDS" | "US_DOLLARS";

/** Differences of distances; every other difference is one of shares. */
const OF_DISTANCES: ReadonlySet<string> = new Set(["Delta_mu"]);

/** A difference of shares in percentage points, as the shares are read in percent. */
export const formatPoints = (difference: number): string => `${formatSigned(Math.round(difference * 1000) / 10)} pp`;

/** A metric's number, or an end of its interval, as its unit is read; a gain of share in percentage points. */
export const formatOfMetric = (value: number, { name, unit }: { name: string; unit: MetricUnit }): string =>
  unit === "DIFFERENCE" && !OF_DISTANCES.has(name) ? formatPoints(value) : formatInUnit(value, unit);

/** A number as its unit is read: 0.85 as 85%, a difference with its sign, a duration in seconds. */
export const formatInUnit = (value: number, unit: MetricUnit): string => {
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
    case "DISTANCE":
      return formatDistance(value);
    case "P_VALUE":
      return formatProbability(value);
    case "MILLISECONDS":
      return formatDuration(value);
    default:
      return formatDecimal(value);
  }
};
