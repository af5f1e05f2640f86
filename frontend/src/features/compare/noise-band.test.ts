// @vitest-environment node
import { expect, it } from "vitest";
import { reachOf } from "./noise-band";

it("reaches as far as the widest end, on both sides of zero", () => {
  expect(reachOf(0.1, { low: -0.1, high: 0.3 }, { low: -0.2, high: 0.2 })).toBeCloseTo(0.315, 10);
  expect(reachOf(-0.5, { low: -0.4, high: 0 }, { low: -0.1, high: 0.1 })).toBeCloseTo(0.525, 10);
  expect(reachOf(0, { low: 0, high: 0 }, { low: 0, high: 0 })).toBeGreaterThan(0);
});
