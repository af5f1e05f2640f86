// @vitest-environment node
import { expect, it } from "vitest";
import { wilsonInterval } from "./wilson";

const width = (total: number) => {
  const interval = wilsonInterval(total / 2, total);
  return interval ? interval.high - interval.low : 1;
};

it.each([
  [17, 20, 0.6396, 0.9476],
  [20, 20, 0.8389, 1],
  [0, 20, 0, 0.1611],
  [1, 1, 0.2065, 1],
])("gives the interval of %i of %i that the service gives", (successes, total, low, high) => {
  const interval = wilsonInterval(successes, total);
  expect([interval?.low.toFixed(4), interval?.high.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
});

it("has none for nothing, and narrows as answers arrive", () => {
  expect(wilsonInterval(0, 0)).toBeUndefined();
  expect(width(10)).toBeGreaterThan(width(20));
  expect(width(20)).toBeGreaterThan(width(200));
});
