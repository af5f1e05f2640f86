import type { JobReportFragment, RunSummaryFragment } from "./job.generated";
import { answersBreaking, answersUndecided, BROKEN_RULES, UNDECIDED_RULES } from "./verdict";

type Run = RunSummaryFragment;
type Rule = Pick<NonNullable<JobReportFragment["result"]>["rules"][number], "severity" | "breakingRuns" | "undecidedRuns">;
type Test = (run: Run) => boolean;

/** What the numbers of a job are counted from. */
export type Ground = { runs: readonly Run[]; rules: readonly Rule[] };

const STATUSES = { failed: "FAILED", refused: "REFUSED", timed_out: "TIMED_OUT" } as const;

const indexes = (runs: readonly Run[], test: Test): number[] => runs.filter(test).map(({ runIndex }) => runIndex);

const largestClass = (runs: readonly Run[], keyOf: (run: Run) => string | number | null): number[] => {
  const classes = new Map<string | number, number[]>();
  for (const run of runs) {
    const key = keyOf(run);
    if (key !== null) classes.set(key, [...(classes.get(key) ?? []), run.runIndex]);
  }
  return [...classes.values()].reduce<number[]>((largest, members) => (members.length > largest.length ? members : largest), []);
};

const isWithin = (distance: number | null, most: number): boolean => distance !== null && distance <= most;

const TESTS: readonly [RegExp, (match: RegExpExecArray) => Test][] = [
  [/^R_anchor_pre$/, () => (run) => isWithin(run.distancePre, 0)],
  [/^R_anchor_post$/, () => (run) => isWithin(run.distancePost, 0)],
  [/^R_anchor_(identical|canonical|checked|behavioural)$/, ([, level]) => (run) => run.evidence === level?.toUpperCase()],
  [/^R_repair_([\d.]+)_pre$/, ([, most]) => (run) => isWithin(run.distancePre, Number(most))],
  [/^R_repair_([\d.]+)_post$/, ([, most]) => (run) => isWithin(run.distancePost, Number(most))],
  [/^(?:Delta_rescue|rescue_rate)$/, () => (run) => !isWithin(run.distancePre, 0) && isWithin(run.distancePost, 0)],
  [/^canon_coverage$/, () => (run) => run.oracle?.passed === true],
  [/^(failed|refused|timed_out)$/, ([, name]) => (run) => run.status === STATUSES[name as keyof typeof STATUSES]],
];

const inOrder = (runs: ReadonlySet<number>): number[] => [...runs].toSorted((one, other) => one - other);

const countedBy = (name: string, { runs, rules }: Ground): number[] | undefined => {
  if (name === "R_structural") return largestClass(runs, ({ canonicalHash }) => canonicalHash);
  if (name === "R_behavioral") return largestClass(runs, ({ behaviourClass }) => behaviourClass);
  if (name === BROKEN_RULES) return inOrder(answersBreaking(rules));
  if (name === UNDECIDED_RULES) return inOrder(answersUndecided(rules));
  if (name === "restriction_compliance") {
    const mandatory = rules.filter(({ severity }) => severity === "MANDATORY");
    const [broken, undecided] = [answersBreaking(mandatory), answersUndecided(mandatory)];
    return indexes(runs, ({ status, runIndex }) => status === "GENERATED" && !broken.has(runIndex) && !undecided.has(runIndex));
  }
  for (const [pattern, testOf] of TESTS) {
    const match = pattern.exec(name);
    if (match) return indexes(runs, testOf(match));
  }
  return undefined;
};

/**
 * The runs that a number counts: those in its numerator where it has one, else every run with an answer, which it is made of.
 * What cannot be told from the runs' summaries is answered with the latter as well.
 */
export const runsBehind = (name: string, numerator: number | null, ground: Ground): { runIndexes: number[]; isNumerator: boolean } => {
  const counted = countedBy(name, ground);
  // The page's own count must agree with the service's, or it would show the wrong runs.
  if (counted && (numerator === null || counted.length === numerator)) return { runIndexes: counted, isNumerator: true };
  return { runIndexes: indexes(ground.runs, ({ status }) => status === "GENERATED"), isNumerator: false };
};
