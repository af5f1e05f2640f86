import { formatPercent, formatPercentNumber } from "@/shared/format";
import type { JobReportFragment, Kind } from "./job.generated";
import { verdictTexts } from "./verdict-texts";

/** The name under which the runs that break a rule are marked; it is no metric of the service. */
export const BROKEN_RULES = "broken_rules";

type Result = NonNullable<JobReportFragment["result"]>;
export type JobMetric = Result["metrics"][number];

/** A part of the verdict: a number that can be followed to what it is made of, and the words after it. */
export type Clause = { metric: string | null; number: string; words: string };

export type Verdict = { clauses: Clause[]; broken: number };

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

/** How many answers break at least one rule. */
export const answersBreaking = (rules: Result["rules"]): number => new Set(rules.flatMap(({ breakingRuns }) => breakingRuns)).size;

const UNANSWERED = ["failed", "refused", "timed_out"] as const;

const ruleClauses = (rules: Result["rules"]): Clause[] => {
  const broken = rules.filter(({ violations }) => violations > 0).length;
  if (rules.length === 0) return [];
  if (broken === 0) return [{ metric: null, number: "", words: verdictTexts.noRuleBroken }];
  return [{ metric: BROKEN_RULES, number: verdictTexts.rules(broken), words: verdictTexts.brokenIn(answersBreaking(rules)) }];
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
    broken: result.rules.filter(({ violations }) => violations > 0).length,
  };
};

/** The verdict as plain text, for a title, a copy or a test. */
export const verdictText = ({ clauses }: Verdict): string => `${clauses.map(({ number, words }) => [number, words].filter(Boolean).join(" ")).join("; ")}.`;
