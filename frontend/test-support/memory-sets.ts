import { restrictionSet } from "./samples";

const rule = (id: string, details: object) => ({
  id,
  name: id,
  description: `What ${id} asks for.`,
  rationale: "",
  severity: "MANDATORY",
  category: "control flow",
  detector: null,
  parameters: {},
  manualReason: null,
  suggestion: null,
  references: [],
  kinds: [],
  exceptions: [],
  examples: { good: [], bad: [] },
  ...details,
});

export const decidedRule = rule("no-recursion", { name: "No recursion", detector: "recursion", references: ["https://example.org/power-of-ten"] });
export const manualRule = rule("readable", {
  name: "Readable",
  severity: "ADVISORY",
  manualReason: "Taste is not decided by a program.",
  exceptions: [{ reason: "Old code", expires: "2027-01-31", contracts: ["fibonacci"], excerpt: "" }],
});

const documentOf = (version: string) => `id: house_rules\nversion: ${version}\ntitle: House rules\n`;

export const ownSet = (version: string, details: object = {}) => ({
  ...restrictionSet,
  id: `own-${version}`,
  name: "house_rules",
  version,
  title: "House rules",
  description: "What we agreed on.",
  source: "USER",
  languages: ["python3"],
  deprecation: null as string | null,
  rules: [decidedRule, manualRule],
  document: ({ format }: { format: string }) => (format === "JSON" ? JSON.stringify({ id: "house_rules", version }, null, 2) : documentOf(version)),
  ...details,
});

export const preset = { ...ownSet("1.0.0"), ...restrictionSet, rules: [decidedRule] };

type Written = { document: string; format: string };

/** The service's own answer to the one mistake that it knows here: a severity that does not exist. */
const judged = ({ document }: Written): object | undefined => {
  const line = document.split("\n").findIndex((text) => text.includes("severity: fatal")) + 1;
  if (line === 0) return undefined;
  const faults = [{ message: "'fatal' is not one of mandatory, required, advisory", path: "$.rules[0].severity", line }];
  return { __typename: "InvalidInput", code: "INVALID_INPUT", message: "It is no restriction set.", hint: null, faults };
};

const trialOf = (output: string): object => {
  const isBroken = output.includes("fib(");
  const place = { setId: "my_rules", severity: "MANDATORY", column: 1, endLine: 2, endColumn: 9, suggestion: null, isUndecided: false, waiver: null };
  return {
    __typename: "RestrictionSetTrial",
    complies: !isBroken,
    keptRules: isBroken ? [] : ["no-recursion"],
    brokenRules: isBroken ? ["no-recursion"] : [],
    undecidedRules: [],
    manualRules: [],
    violationCount: isBroken ? 1 : 0,
    violations: isBroken ? [{ ...place, ruleId: "no-recursion", message: "fib calls itself", line: 2, excerpt: "return fib(n - 1)" }] : [],
  };
};

type StoredSet = ReturnType<typeof ownSet>;

/** Restriction sets as the service keeps them; what a mutation is asked for is noted. */
export class MemorySets {
  readonly sets: StoredSet[] = [preset];
  readonly asked: Record<string, unknown>[] = [];

  find(id: string): StoredSet | undefined {
    return this.sets.find((set) => set.id === id);
  }

  named(name: string | null | undefined): StoredSet[] {
    return this.sets.filter((set) => !name || set.name === name);
  }

  readonly mutations = {
    validateRestrictionSet: ({ input }: { input: Written }) => judged(input) ?? { __typename: "RestrictionSetValid", name: "my_rules", version: "1.0.0", rules: 1, decidedRules: 1 },
    createRestrictionSet: ({ input }: { input: Written }) => judged(input) ?? this.save(input, "1.0.0"),
    newRestrictionSetVersion: ({ input }: { input: Written }) => judged(input) ?? this.save(input, "1.1.0"),
    tryRestrictionSet: ({ input }: { input: Written & { output: string } }) => judged(input) ?? trialOf(input.output),
    deprecateRestrictionSet: ({ input }: { input: { restrictionSetId: string; reason: string } }) => {
      const set = this.find(input.restrictionSetId);
      this.asked.push(input);
      if (set) set.deprecation = input.reason;
      return { __typename: "RestrictionSetSaved", restrictionSet: set };
    },
  };

  private save(input: Written, version: string): object {
    this.asked.push(input);
    const set = ownSet(version);
    this.sets.push(set);
    return { __typename: "RestrictionSetSaved", restrictionSet: set };
  }

  readonly changes = () => ({
    added: [manualRule],
    removed: [],
    changed: [{ before: decidedRule, after: decidedRule, fields: ["severity"] }],
    settings: [],
  });
}
