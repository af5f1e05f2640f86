import type { JobReportFragment, RunSummaryFragment } from "./job.generated";

/** The canonical forms among the analysed runs, largest first; a form's place in this list is its rank. */
export type Forms = { runIndexes: number[] }[];

const indexesByHash = (runs: readonly RunSummaryFragment[]): Map<string, number[]> => {
  const indexes = new Map<string, number[]>();
  for (const { canonicalHash, runIndex } of runs) {
    if (canonicalHash === null) continue;
    const members = indexes.get(canonicalHash);
    if (members) members.push(runIndex);
    else indexes.set(canonicalHash, [runIndex]);
  }
  return indexes;
};

/** By falling size, then by first run, so that equal inputs always give equal names. */
const inOrder = <Form extends Forms[number]>(forms: readonly Form[]): Form[] =>
  forms
    .map((form) => ({ ...form, runIndexes: form.runIndexes.toSorted((one, other) => one - other) }))
    .toSorted((one, other) => other.runIndexes.length - one.runIndexes.length || (one.runIndexes[0] ?? 0) - (other.runIndexes[0] ?? 0));

/** The runs grouped by canonical form. */
export const formsOf = (runs: readonly RunSummaryFragment[]): Forms => inOrder([...indexesByHash(runs).values()].map((runIndexes) => ({ runIndexes })));

/** A form's name by its rank: A, B, …, Z, AA, AB, … */
export const formName = (rank: number): string => {
  const letter = String.fromCharCode(65 + (rank % 26));
  return rank < 26 ? letter : formName(Math.floor(rank / 26) - 1) + letter;
};

/** The state of one run as its dot shows it. */
export type DotState =
  | { kind: "waiting" }
  | { kind: "never" }
  | { kind: "generated" }
  | { kind: "unanswered"; status: "FAILED" | "REFUSED" | "TIMED_OUT" }
  | { kind: "analysed"; rank: number; passed: boolean | null };

/** Whether an answer passes; null where it has no tests: then it passes with a rate of nothing. */
export const passedTests = (oracle: { passed: boolean; passRate: number } | null): boolean | null =>
  oracle === null || (oracle.passed && oracle.passRate === 0) ? null : oracle.passed;

const dotOf = (run: RunSummaryFragment | undefined, rank: number | undefined, isOver: boolean): DotState => {
  if (!run) return { kind: isOver ? "never" : "waiting" };
  if (run.status !== "GENERATED") return { kind: "unanswered", status: run.status };
  return rank === undefined ? { kind: "generated" } : { kind: "analysed", rank, passed: passedTests(run.oracle) };
};

export type Dot = { runIndex: number; runId: string | undefined; state: DotState };

/** One dot for each run of a job, arrived or not; when the job is over, nothing more will come. */
export const dotsOf = (runs: readonly RunSummaryFragment[], numRuns: number, isOver = false): Dot[] => {
  const byIndex = new Map(runs.map((run) => [run.runIndex, run]));
  const rankByIndex = new Map(formsOf(runs).flatMap(({ runIndexes }, rank) => runIndexes.map((index) => [index, rank] as const)));
  return Array.from({ length: numRuns }, (_, runIndex) => {
    const run = byIndex.get(runIndex);
    return { runIndex, runId: run?.id, state: dotOf(run, rankByIndex.get(runIndex), isOver) };
  });
};

type Result = Pick<NonNullable<JobReportFragment["result"]>, "canonicalForms" | "metrics">;

/** The dots of a finished job as its report tells them, for as long as its runs are not all here; those that have no form wait for theirs. */
export const dotsOfReport = ({ canonicalForms, metrics }: Result, numRuns: number, runs: readonly RunSummaryFragment[]): Dot[] => {
  const isTested = metrics.some(({ name, value }) => name === "canon_coverage" && value !== null);
  const dots = dotsOf(runs, numRuns);
  inOrder(canonicalForms).forEach(({ runIndexes, passesOracle }, rank) => {
    const state: DotState = { kind: "analysed", rank, passed: isTested ? passesOracle : null };
    for (const runIndex of runIndexes) dots[runIndex] = { runIndex, runId: dots[runIndex]?.runId, state };
  });
  return dots;
};
