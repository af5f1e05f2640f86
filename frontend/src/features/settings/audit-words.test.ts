// @vitest-environment node
import { expect, it } from "vitest";
import { actionWords, detailWords } from "./audit-words";

it.each([
  ["member.changed", "Member changed"],
  ["session.added", "Signed in"],
  ["restriction_set.added", "Restriction set added"],
  ["comet.landed", "comet.landed"],
])("says %s as “%s”", (action, words) => {
  expect(actionWords(action)).toBe(words);
});

it("tells details by name, without ids, nulls and what has parts", () => {
  expect(detailWords({ role: "admin", contract_id: "x", tier: null, runs_per_day: 5, parts: {} })).toBe("role admin · runs per day 5");
  expect(detailWords({ status: "queued", num_runs: 12 })).toBe("12 runs");
  expect(detailWords({ name: "own", version: "1.0.0", source_run_index: 3 })).toBe("own · 1.0.0 · run 3");
  expect(detailWords(null)).toBe("");
});
