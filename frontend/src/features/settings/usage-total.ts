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
