/** Small, exact samples of what the service sends. */

export const contract = {
  __typename: "Contract",
  id: "contract-1",
  name: "fibonacci",
  version: "1.0.0",
  title: "Fibonacci numbers",
  kind: "PYTHON",
  source: "PRESET",
  prompt: "Write a Python function fibonacci(n) that returns the n-th Fibonacci number.",
  systemPrompt: null,
  entryPoint: "fibonacci",
  requiredPassRate: 1,
  oracleTests: [
    { description: "zero", call: "fibonacci(0)", expected: "0" },
    { description: "ten", call: "fibonacci(10)", expected: "55" },
  ],
  contentHash: "c0ffee",
  document: {},
  deprecation: null,
  sourceText: "id: fibonacci\nversion: 1.0.0\ndomain:\n  inputs:\n  - name: n\n    type: int\noracle_tests: []\n",
  versions: [],
  createdAt: "2026-11-22T18:00:00Z",
};

export const restrictionSet = {
  __typename: "RestrictionSet",
  id: "set-1",
  name: "nasa_power_of_ten",
  version: "1.0.0",
  title: "NASA Power of 10",
  description: "Ten rules for safety-critical code.",
  authority: "NASA JPL",
  reference: null,
  kinds: ["PYTHON"],
  source: "PRESET",
  contentHash: "beef",
  rules: [{ id: "no-recursion", name: "No recursion", description: "", rationale: "", severity: "MANDATORY", category: "control flow" }],
  createdAt: "2026-11-22T18:00:00Z",
};

export const providers = [
  {
    name: "sample",
    title: "Sample answers",
    notice: "Sample answers written by hand, not by a model.",
    takesAnyModel: false,
    models: [{ name: "fibonacci-pool", title: "Fibonacci pool", maxRuns: 50, temperature: null }],
  },
];

export const viewer = {
  user: { __typename: "User", id: "user-1", email: "demo@skyt.example", displayName: "Demo", createdAt: "2026-11-22T18:00:00Z" },
  organization: { __typename: "Organization", id: "organization-1", name: "Demo", isPersonal: false },
  role: "ADMIN",
};

type MetricSample = { name: string; label: string } & Partial<{
  unit: string;
  value: number;
  numerator: number;
  denominator: number;
  interval: { low: number; high: number; confidence: number };
  notScoredReason: string;
}>;

export const metric = (sample: MetricSample) => ({
  unit: "RATE",
  definition: `What ${sample.label} is.`,
  value: null,
  numerator: null,
  denominator: null,
  interval: null,
  notScoredReason: null,
  ...sample,
});

export const rate = (name: string, label: string, numerator: number, denominator: number, low: number, high: number) =>
  metric({ name, label, value: numerator / denominator, numerator, denominator, interval: { low, high, confidence: 0.95 } });

export const runOf = (jobId: string, runIndex: number, details: Record<string, unknown> = {}) => ({
  __typename: "Run",
  id: `${jobId}-run-${runIndex}`,
  runIndex,
  status: "GENERATED",
  rawOutput: `def fibonacci(n):\n    return ${runIndex}\n`,
  canonicalOutput: null,
  canonicalHash: null,
  checkedOutput: null,
  repairedOutput: null,
  evidence: null,
  steps: [],
  oracle: null,
  behaviourClass: null,
  distancePre: null,
  distancePost: null,
  violations: [],
  assumptions: [],
  naming: [],
  unsatisfiedConstraints: [],
  defects: [],
  outOfDomain: null,
  usage: { promptTokens: null, completionTokens: null, latencyMs: null, cachedTokens: null, reasoningTokens: null, costUsd: null },
  request: null,
  response: null,
  errorMessage: null,
  problem: null,
  ...details,
});

export const analysed = (hash: string, passed: boolean) => ({
  canonicalHash: hash,
  canonicalOutput: `def fibonacci(a):\n    return "${hash}"\n`,
  oracle: {
    passed,
    passRate: passed ? 1 : 0.5,
    isolation: "process",
    problem: null,
    verdicts: [{ description: "zero", passed, outcome: passed ? "returned" : "raised", expected: "0", observed: passed ? "0" : "ValueError" }],
  },
});
