import type { JobReportFragment } from "./job.generated";
import { brokenBy } from "./verdict";

export type Rule = NonNullable<JobReportFragment["result"]>["rules"][number];

const byPassRate = (one: Rule, other: Rule): number => (one.passRate.value ?? 2) - (other.passRate.value ?? 2);

/** Rules as they are read: those that were broken, least kept first; those that no answer is known to break; those that only a person can judge. */
export const sortedRules = (rules: readonly Rule[]): { broken: Rule[]; kept: Rule[]; manual: Rule[] } => {
  const decided = rules.filter(({ manualReason }) => manualReason === null);
  const isBroken = (rule: Rule) => brokenBy(rule).length > 0 || rule.waivedRuns.length > 0;
  return {
    broken: decided.filter(isBroken).toSorted(byPassRate),
    kept: decided.filter((rule) => !isBroken(rule)).toSorted(byPassRate),
    manual: rules.filter(({ manualReason }) => manualReason !== null),
  };
};
