import { formatCount, formatMoment } from "./format";

/** A limit of the organization and how much of it is used, as the service tells it. */
export type QuotaLimit = { quota: "RUNS_PER_DAY" | "RUNS_PER_MONTH" | "CONCURRENT_JOBS" | "REQUESTS_PER_MINUTE"; limit: number; used: number; resetsAt: string | null };

export const quotaNames: Record<QuotaLimit["quota"], string> = {
  RUNS_PER_DAY: "Runs today",
  RUNS_PER_MONTH: "Runs this month",
  CONCURRENT_JOBS: "Jobs at once",
  REQUESTS_PER_MINUTE: "Requests a minute",
};

export const quotaTexts = {
  used: (used: number, limit: number) => `${formatCount(used)} of ${formatCount(limit)}`,
  resets: (iso: string) => `Counts from nothing again at ${formatMoment(iso)}.`,
} as const;

/** How much of a limit is left; never below nothing. */
export const leftOf = ({ limit, used }: QuotaLimit): number => Math.max(0, limit - used);
