// @vitest-environment node
import { expect, it } from "vitest";
import type { Rule } from "./rules";
import { stateOf } from "./rule-states";

it("tells broken from undecided, waived and kept", () => {
  const rule = { breakingRuns: [1, 2, 3], undecidedRuns: [3], waivedRuns: [2, 4] } as unknown as Rule;
  expect([0, 1, 2, 3, 4].map((run) => stateOf(rule, run))).toEqual(["kept", "broken", "broken", "undecided", "waived"]);
});
