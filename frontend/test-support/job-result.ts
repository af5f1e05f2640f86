/** A finished job's result with these metrics: one canonical form, no rules. */
export const resultOf = (metrics: object[]) => ({
  engineVersion: "0.1.0",
  createdAt: "2026-11-22T18:00:04Z",
  notices: ["Sample answers written by hand, not by a model."],
  anchor: null,
  metrics: () => metrics,
  canonicalForms: [{ key: "a", size: 2, share: 1, runIndexes: [0, 1], exampleOutput: "def fibonacci(a):\n    return a", isAnchor: true, passesOracle: true }],
  behaviourClasses: [],
  rules: [],
});
