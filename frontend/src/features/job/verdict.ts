import { formatPercent } from "@/shared/format";
import type { JobReportFragment, Kind } from "./job.generated";
import { texts } from "./texts";

type Result = NonNullable<JobReportFragment["result"]>;
export type JobMetric = Result["metrics"][number];

export type Verdict = { headline: string; interval: string | null; details: string[] };

const counts = (metric: JobMetric | undefined): { numerator: number; denominator: number } | null =>
  metric?.value == null || metric.numerator === null || metric.denominator === null
    ? null
    : { numerator: metric.numerator, denominator: metric.denominator };

const intervalOf = (metric: JobMetric): string | null =>
  metric.interval && texts.verdict.interval(formatPercent(metric.interval.confidence), formatPercent(metric.interval.low), formatPercent(metric.interval.high));

const brokenRules = (rules: Result["rules"], answersWithViolation: number, numAnswers: number): string[] => {
  const broken = rules.filter(({ violations }) => violations > 0).length;
  if (rules.length === 0) return [];
  return [broken === 0 ? texts.verdict.noRuleBroken : texts.verdict.rulesBroken(broken, answersWithViolation, numAnswers)];
};

/**
 * The finished job in one sentence with its interval, and what else must be said beside it.
 * `answersWithViolation` is the number of runs that break at least one rule, of `numAnswers` runs with an answer.
 */
export const verdictOf = (result: Result, kind: Kind, answersWithViolation: number, numAnswers: number): Verdict => {
  const metric = (name: string) => result.metrics.find((candidate) => candidate.name === name);
  const structural = metric("R_structural");
  const same = counts(structural);
  const alike = counts(metric("R_behavioral"));
  const passing = counts(metric("canon_coverage"));
  return {
    headline: same ? texts.verdict.same(same.numerator, same.denominator, kind) : texts.verdict.notScored(structural?.notScoredReason ?? null),
    interval: structural && same ? intervalOf(structural) : null,
    details: [
      ...(alike ? [texts.verdict.alike(alike.numerator, alike.denominator)] : []),
      ...(passing ? [texts.verdict.passing(passing.numerator, passing.denominator)] : []),
      ...brokenRules(result.rules, answersWithViolation, numAnswers),
    ],
  };
};
