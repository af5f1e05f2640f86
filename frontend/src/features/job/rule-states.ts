import type { Rule } from "./rules";

export type RuleState = "broken" | "undecided" | "waived" | "kept";

const known = new WeakMap<Rule, ReadonlyMap<number, RuleState>>();

// What comes later stands over what comes before: a run that breaks a rule in one place may have an exception in another.
const read = ({ waivedRuns, breakingRuns, undecidedRuns }: Rule): ReadonlyMap<number, RuleState> =>
  new Map<number, RuleState>([...waivedRuns.map((run) => [run, "waived"] as const), ...breakingRuns.map((run) => [run, "broken"] as const), ...undecidedRuns.map((run) => [run, "undecided"] as const)]);

/** How a run stands to a rule; each rule's runs are read once, for a matrix asks a thousand times. */
export const stateOf = (rule: Rule, runIndex: number): RuleState => {
  const states = known.get(rule) ?? read(rule);
  known.set(rule, states);
  return states.get(runIndex) ?? "kept";
};
