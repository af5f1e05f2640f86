import type { Rule } from "./rules";

/** The name under which the runs that break one rule are marked among the dots; it is no metric of the service. */
export const ruleMark = ({ setId, ruleId }: Pick<Rule, "setId" | "ruleId">): string => `rule:${setId}/${ruleId}`;
