import { formatCount, formatDecimal, formatDollars, formatDuration, formatPercent, formatProbability, formatSigned } from "./format";

/** The service's units of metrics. */
export type MetricUnit = "RATE" | "DISTANCE" | "DIFFERENCE" | "COUNT" | "NATS" | "P_VALUE" | "TOKENS" | "MILLISECONDS" | "US_DOLLARS";

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
    case "P_VALUE":
      return formatProbability(value);
    case "MILLISECONDS":
      return formatDuration(value);
    default:
      return formatDecimal(value);
  }
};
