export type UsageLine = {
  day: string;
  provider: string;
  model: string;
  runs: number;
  unanswered: number;
  promptTokens: number;
  completionTokens: number;
  costUsd: number | null;
};

const DAY = 86_400_000;

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The last `count` days up to now as the service counts them, in UTC, the oldest first. */
export const lastDays = (count: number, now: number): string[] => Array.from({ length: count }, (_, place) => isoDay(now - (count - 1 - place) * DAY));

/** How many runs each of the days had. */
export const runsByDay = (days: readonly string[], lines: readonly UsageLine[]): { day: string; runs: number }[] =>
  days.map((day) => ({ day, runs: lines.filter((line) => line.day === day).reduce((sum, { runs }) => sum + runs, 0) }));

/** All lines in one; the cost is null where no line tells one. */
export const totalOf = (lines: readonly UsageLine[]) => {
  const sum = (read: (line: UsageLine) => number) => lines.reduce((total, line) => total + read(line), 0);
  return {
    runs: sum(({ runs }) => runs),
    unanswered: sum(({ unanswered }) => unanswered),
    promptTokens: sum(({ promptTokens }) => promptTokens),
    completionTokens: sum(({ completionTokens }) => completionTokens),
    costUsd: lines.some(({ costUsd }) => costUsd !== null) ? sum(({ costUsd }) => costUsd ?? 0) : null,
  };
};
