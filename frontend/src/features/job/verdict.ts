import { formatPercent, formatPercentNumber } from "@/shared/format";
import type { JobReportFragment, Kind } from "./job.generated";
import { verdictTexts } from "./verdict-texts";

/** The name under which the runs that break a rule are marked; it is no metric of the service. */
export const BROKEN_RULES = "broken_rules";

/** The same of the runs for which a rule could not be decided. */
export const UNDECIDED_RULES = "undecided_rules";

type Result = NonNullable<JobReportFragment["result"]>;
export type JobMetric = Result["metrics"][number];

/** A part of the verdict: a number that can be followed to what it is made of, and the words after it. */
export type Clause = { metric: string | null; number: string; words: string };

export type Verdict = { clauses: Clause[]; broken: number };

type RuleRuns = Pick<Result["rules"][number], "breakingRuns" | "undecidedRuns">;

const counts = (metric: JobMetric | undefined): { numerator: number; denominator: number } | null =>
  metric?.value == null || metric.numerator === null || metric.denominator === null
    ? null
    : { numerator: metric.numerator, denominator: metric.denominator };

const intervalOf = ({ interval }: JobMetric): string =>
  interval ? verdictTexts.interval(formatPercent(interval.confidence), formatPercentNumber(interval.low), formatPercent(interval.high)) : "";

const counted = (metric: JobMetric | undefined, words: string): Clause[] => {
  const count = counts(metric);
  return count && metric ? [{ metric: metric.name, number: verdictTexts.outOf(count.numerator, count.denominator), words }] : [];
};

/** The runs that break a rule. Reports of an engine before 0.5 counted some of the undecided ones among them. */
export const brokenBy = ({ breakingRuns, undecidedRuns }: RuleRuns): readonly number[] =>
  undecidedRuns.length === 0 ? breakingRuns : breakingRuns.filter((run) => !undecidedRuns.includes(run));

/** The answers that break at least one rule. */
export const answersBreaking = (rules: readonly RuleRuns[]): ReadonlySet<number> => new Set(rules.flatMap(brokenBy));

/** The answers for which at least one rule could not be decided. */
export const answersUndecided = (rules: readonly RuleRuns[]): ReadonlySet<number> => new Set(rules.flatMap(({ undecidedRuns }) => undecidedRuns));

const UNANSWERED = ["failed", "refused", "timed_out"] as const;

const numberBroken = (rules: Result["rules"]): number => rules.filter((rule) => brokenBy(rule).length > 0).length;

const ruleClauses = (rules: Result["rules"]): Clause[] => {
  const broken = numberBroken(rules);
  const undecided = answersUndecided(rules).size;
  if (rules.length === 0) return [];
  return [
    broken === 0
      ? { metric: null, number: "", words: undecided === 0 ? verdictTexts.noRuleBroken : verdictTexts.noRuleKnownBroken }
      : { metric: BROKEN_RULES, number: verdictTexts.rules(broken), words: verdictTexts.brokenIn(answersBreaking(rules).size) },
    ...(undecided === 0 ? [] : [{ metric: UNDECIDED_RULES, number: verdictTexts.answers(undecided), words: verdictTexts.undecided }]),
  ];
};

/** The finished job in one sentence: sameness with its interval first, then behaviour, tests and rules. */
export const verdictOf = (result: Result, kind: Kind): Verdict => {
  const metric = (name: string) => result.metrics.find((candidate) => candidate.name === name);
  const structural = metric("R_structural");
  const unanswered = UNANSWERED.flatMap((name) => ((metric(name)?.numerator ?? 0) > 0 ? counted(metric(name), verdictTexts.unanswered[name]) : []));
  const same = structural ? counted(structural, verdictTexts.same(kind, intervalOf(structural), unanswered.length > 0)) : [];
  return {
    clauses: [
      ...(same.length > 0 ? same : [{ metric: null, number: "", words: verdictTexts.notScored(structural?.notScoredReason ?? null) }]),
      ...unanswered,
      ...counted(metric("R_behavioral"), verdictTexts.alike),
      ...counted(metric("canon_coverage"), verdictTexts.passing),
      ...ruleClauses(result.rules),
    ],
    broken: numberBroken(result.rules),
  };
};

/** The verdict as plain text, for a title, a copy or a test. */
export const verdictText = ({ clauses }: Verdict): string => `${clauses.map(({ number, words }) => [number, words].filter(Boolean).join(" ")).join("; ")}.`;
