// @vitest-environment node
import { expect, it } from "vitest";
import type { RunSummaryFragment } from "./job.generated";
import { runsBehind } from "./runs-behind";

const run = (runIndex: number, details: Partial<RunSummaryFragment>): RunSummaryFragment => ({
  __typename: "Run",
  id: `run-${runIndex}`,
  runIndex,
  status: "GENERATED",
  canonicalHash: null,
  behaviourClass: null,
  distancePre: null,
  distancePost: null,
  evidence: null,
  problem: null,
  oracle: null,
  ...details,
});

const runs = [
  run(0, { canonicalHash: "a", behaviourClass: 1, distancePre: 0, distancePost: 0, evidence: "IDENTICAL", oracle: { __typename: "OracleVerdict", passed: true, passRate: 1 } }),
  run(1, { canonicalHash: "b", behaviourClass: 1, distancePre: 0.12, distancePost: 0, evidence: "CHECKED" }),
  run(2, { canonicalHash: "b", behaviourClass: 1, distancePre: 0.3, distancePost: 0.3 }),
  run(3, { status: "REFUSED" }),
];
const ground = {
  runs,
  rules: [
    { severity: "ADVISORY" as const, breakingRuns: [2, 1], undecidedRuns: [0] },
    { severity: "MANDATORY" as const, breakingRuns: [2], undecidedRuns: [] },
  ],
};

it.each([
  ["R_structural", 2, [1, 2]],
  ["R_behavioral", 3, [0, 1, 2]],
  ["R_anchor_pre", 1, [0]],
  ["R_anchor_post", 2, [0, 1]],
  ["R_anchor_checked", 1, [1]],
  ["R_repair_0.15_pre", 2, [0, 1]],
  ["rescue_rate", 1, [1]],
  ["canon_coverage", 1, [0]],
  ["restriction_compliance", 2, [0, 1]],
  ["refused", 1, [3]],
  ["broken_rules", 2, [1, 2]],
  ["undecided_rules", 1, [0]],
])("%s counts its own runs", (name, numerator, runIndexes) => {
  expect(runsBehind(name, numerator, ground)).toEqual({ runIndexes, isNumerator: true });
});

it("counts an answer that could not be held against a mandatory rule among those that do not comply", () => {
  const rules = [{ severity: "MANDATORY" as const, breakingRuns: [], undecidedRuns: [1] }];
  expect(runsBehind("restriction_compliance", 2, { runs, rules })).toEqual({ runIndexes: [0, 2], isNumerator: true });
});

it("shows every answer where a number has no numerator, or the page counts otherwise than the service", () => {
  expect(runsBehind("entropy_raw", null, ground)).toEqual({ runIndexes: [0, 1, 2], isNumerator: false });
  expect(runsBehind("R_structural", 3, ground)).toEqual({ runIndexes: [0, 1, 2], isNumerator: false });
});
