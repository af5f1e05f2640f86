// @vitest-environment node
import { describe, expect, it } from "vitest";
import { metric, rate } from "@test/samples";
import type { JobReportFragment } from "./job.generated";
import { verdictOf } from "./verdict";

type Result = NonNullable<JobReportFragment["result"]>;

const resultOf = (metrics: object[], violations: number[] = []): Result =>
  ({ metrics, rules: violations.map((count) => ({ violations: count })) }) as unknown as Result;

describe("the verdict", () => {
  it("leads with sameness and its interval, then behaviour, tests and rules", () => {
    const metrics = [
      rate("R_structural", "Same program", 17, 20, 0.64, 0.948),
      rate("R_behavioral", "Same behaviour", 20, 20, 0.839, 1),
      rate("canon_coverage", "Passes the tests", 19, 20, 0.764, 0.991),
    ];
    expect(verdictOf(resultOf(metrics, [2, 1, 0]), "PYTHON", 3, 20)).toEqual({
      headline: "17 of 20 answers are the same program",
      interval: "95% interval 64% to 95%",
      details: ["All 20 behave alike.", "19 of 20 pass the tests.", "Two rules are broken in three answers."],
    });
  });

  it("says why sameness could not be scored", () => {
    const metrics = [metric({ name: "R_structural", label: "Same program", notScoredReason: "no run gave an answer" })];
    expect(verdictOf(resultOf(metrics), "JSON", 0, 3)).toEqual({
      headline: "Sameness could not be scored: no run gave an answer",
      interval: null,
      details: [],
    });
  });

  it("speaks of documents, of one rule and one answer, and of no broken rule", () => {
    const metrics = [rate("R_structural", "Same document", 1, 3, 0.06, 0.79)];
    expect(verdictOf(resultOf(metrics, [1]), "JSON", 1, 3).headline).toBe("1 of 3 answers are the same document");
    expect(verdictOf(resultOf(metrics, [1]), "JSON", 1, 3).details).toEqual(["One rule is broken in one answer."]);
    expect(verdictOf(resultOf(metrics, [4, 2]), "JSON", 3, 3).details).toEqual(["Two rules are broken in all three answers."]);
    expect(verdictOf(resultOf(metrics, [0]), "JSON", 0, 3).details).toEqual(["No rule is broken."]);
  });
});
