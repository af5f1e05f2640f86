// @vitest-environment node
import { describe, expect, it } from "vitest";
import { metric, rate } from "@test/samples";
import type { JobReportFragment } from "./job.generated";
import { verdictOf, verdictText } from "./verdict";

type Result = NonNullable<JobReportFragment["result"]>;

const resultOf = (metrics: object[], breaking: number[][] = [], undecided: number[][] = []): Result =>
  ({ metrics, rules: breaking.map((breakingRuns, rule) => ({ violations: breakingRuns.length, breakingRuns, undecidedRuns: undecided[rule] ?? [] })) }) as unknown as Result;

const same = rate("R_structural", "Same program", 17, 20, 0.64, 0.948);

const ruleWords = (breaking: number[][], undecided: number[][]) => verdictText(verdictOf(resultOf([same], breaking, undecided), "PYTHON")).replace(/^.*?%; /, "");

describe("the verdict", () => {
  it("is one sentence: sameness with its interval, then behaviour, tests and rules", () => {
    const metrics = [same, rate("R_behavioral", "Same behaviour", 20, 20, 0.839, 1), rate("canon_coverage", "Passes the tests", 19, 20, 0.764, 0.991)];
    expect(verdictText(verdictOf(resultOf(metrics, [[1, 2], [2, 5], []]), "PYTHON"))).toBe(
      "17 of 20 answers are the same program, 95% interval 64 to 95%; 20 of 20 behave alike; 19 of 20 pass the tests; two rules broken in 3 answers.",
    );
  });

  it("never hides the runs that got no answer", () => {
    const metrics = [rate("R_structural", "Same program", 15, 20, 0.531, 0.888), rate("failed", "Failed", 5, 20, 0.11, 0.47), rate("refused", "Refused", 0, 20, 0, 0.16)];
    expect(verdictText(verdictOf(resultOf(metrics), "PYTHON"))).toBe("15 of 20 runs gave the same program, 95% interval 53 to 89%; 5 of 20 got no answer.");
  });

  it("names for every number what it is counted from", () => {
    const metrics = [same, rate("canon_coverage", "Passes the tests", 19, 20, 0.764, 0.991)];
    expect(verdictOf(resultOf(metrics, [[1]]), "PYTHON").clauses.map((clause) => clause.metric)).toEqual(["R_structural", "canon_coverage", "broken_rules"]);
  });

  it("says why sameness could not be scored", () => {
    const metrics = [metric({ name: "R_structural", label: "Same program", notScoredReason: "no run gave an answer" })];
    expect(verdictText(verdictOf(resultOf(metrics), "JSON"))).toBe("Sameness could not be scored: no run gave an answer.");
  });

  it("speaks of documents, of one rule and one answer, and of no broken rule", () => {
    const metrics = [rate("R_structural", "Same document", 1, 3, 0.06, 0.79)];
    expect(verdictText(verdictOf(resultOf(metrics, [[0]]), "JSON"))).toBe("1 of 3 answers are the same document, 95% interval 6 to 79%; one rule broken in 1 answer.");
    expect(verdictText(verdictOf(resultOf(metrics, [[]]), "JSON"))).toBe("1 of 3 answers are the same document, 95% interval 6 to 79%; no rule is broken.");
  });

  it("does not take an answer that cannot be read for one that breaks every rule", () => {
    expect(ruleWords([[2], []], [[7], [7]])).toBe("one rule broken in 1 answer; 1 answer could not be held against every rule.");
    expect(ruleWords([[], []], [[7, 8], [7]])).toBe("no rule is known to be broken; 2 answers could not be held against every rule.");
  });
});
