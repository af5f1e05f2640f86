// @vitest-environment node
import { describe, expect, it } from "vitest";
import { dotsOf, dotsOfReport, formName, formsOf } from "./forms";
import type { JobReportFragment, RunSummaryFragment } from "./job.generated";

const run = (runIndex: number, details: Partial<RunSummaryFragment> = {}): RunSummaryFragment => ({
  __typename: "Run",
  id: `run-${runIndex}`,
  runIndex,
  status: "GENERATED",
  canonicalHash: null,
  behaviourClass: null,
  evidence: null,
  problem: null,
  oracle: null,
  distancePre: null,
  distancePost: null,
  ...details,
});

const oracle = (passed: boolean) => ({ __typename: "OracleVerdict" as const, passed, passRate: passed ? 1 : 0 });

describe("canonical forms", () => {
  it("are ordered by size, then by first run, whatever the order of the runs", () => {
    const runs = [run(4, { canonicalHash: "b" }), run(3, { canonicalHash: "c" }), run(0, { canonicalHash: "b" }), run(1, { canonicalHash: "a" }), run(2)];
    const expected = [{ runIndexes: [0, 4] }, { runIndexes: [1] }, { runIndexes: [3] }];
    expect(formsOf(runs)).toEqual(expected);
    expect(formsOf(runs.toReversed())).toEqual(expected);
  });

  it("are named by letters without end", () => {
    expect([0, 1, 25, 26, 27, 51, 52, 701, 702].map(formName)).toEqual(["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
  });
});

it("shows one dot for each run, arrived or not", () => {
  const runs = [run(0, { canonicalHash: "a", oracle: oracle(true) }), run(1), run(2, { status: "REFUSED" }), run(3, { canonicalHash: "b", oracle: oracle(false) })];
  expect(dotsOf(runs, 5)).toEqual([
    { runIndex: 0, runId: "run-0", state: { kind: "analysed", rank: 0, passed: true } },
    { runIndex: 1, runId: "run-1", state: { kind: "generated" } },
    { runIndex: 2, runId: "run-2", state: { kind: "unanswered", status: "REFUSED" } },
    { runIndex: 3, runId: "run-3", state: { kind: "analysed", rank: 1, passed: false } },
    { runIndex: 4, runId: undefined, state: { kind: "waiting" } },
  ]);
});

type Result = NonNullable<JobReportFragment["result"]>;

const reportOf = (coverage: number | null) => {
  const form = (key: string, runIndexes: number[], passesOracle: boolean) => ({ key, size: runIndexes.length, runIndexes, passesOracle }) as Result["canonicalForms"][number];
  const metric = { name: "canon_coverage", value: coverage } as Result["metrics"][number];
  return { canonicalForms: [form("b", [3], false), form("a", [2, 0], true)], metrics: [metric] };
};

describe("a finished job whose runs are not here yet", () => {
  it("has the forms of its report, and the runs that came", () => {
    expect(dotsOfReport(reportOf(0.5), 4, [run(0, { canonicalHash: "a" }), run(1, { status: "FAILED" })])).toEqual([
      { runIndex: 0, runId: "run-0", state: { kind: "analysed", rank: 0, passed: true } },
      { runIndex: 1, runId: "run-1", state: { kind: "unanswered", status: "FAILED" } },
      { runIndex: 2, runId: undefined, state: { kind: "analysed", rank: 0, passed: true } },
      { runIndex: 3, runId: undefined, state: { kind: "analysed", rank: 1, passed: false } },
    ]);
  });

  it("says of none that it passes tests where there are none", () => {
    expect(dotsOfReport(reportOf(null), 4, []).map(({ state }) => state)).toEqual([
      { kind: "analysed", rank: 0, passed: null },
      { kind: "waiting" },
      { kind: "analysed", rank: 0, passed: null },
      { kind: "analysed", rank: 1, passed: null },
    ]);
  });
});
