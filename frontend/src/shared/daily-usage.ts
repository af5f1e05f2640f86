type UsageLine = { day: string; runs: number; costUsd: number | null };

/** One day's runs and what they cost; null where no run had a price. */
export type DayUsage = { day: string; runs: number; costUsd: number | null };

const DAY = 86_400_000;

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The last `days` days up to `now` in UTC, as the service counts them, oldest first. */
export const daysUntil = (now: number, days: number): string[] => Array.from({ length: days }, (_, back) => isoDay(now - (days - 1 - back) * DAY));

const sum = (costs: readonly (number | null)[]): number | null => {
  const known = costs.filter((cost) => cost !== null);
  return known.length === 0 ? null : known.reduce((total, cost) => total + cost, 0);
};

/** The lines of all models added up for each of these days; a day without a line had no runs. */
export const usageByDay = (lines: readonly UsageLine[], days: readonly string[]): DayUsage[] =>
  days.map((day) => {
    const ofDay = lines.filter((line) => line.day === day);
    return { day, runs: ofDay.reduce((total, { runs }) => total + runs, 0), costUsd: sum(ofDay.map(({ costUsd }) => costUsd)) };
  });
