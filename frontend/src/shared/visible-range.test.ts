// @vitest-environment node
import { expect, it } from "vitest";
import { placesOf, rangeInView } from "./visible-range";

const ROWS = { count: 100, size: 10, beyond: 4 };

it("draws what is in view and a little beyond, and never more than there is", () => {
  expect(rangeInView(0, 30, ROWS)).toEqual({ first: 0, last: 8 });
  expect(rangeInView(505, 30, ROWS)).toEqual({ first: 46, last: 58 });
  expect(rangeInView(990, 30, ROWS)).toEqual({ first: 94, last: 99 });
  expect(rangeInView(5000, 30, ROWS)).toEqual({ first: 94, last: 99 });
  expect(placesOf(rangeInView(0, 30, { ...ROWS, count: 0 }))).toEqual([]);
  expect(placesOf({ first: 3, last: 5 })).toEqual([3, 4, 5]);
});

it("stays the same while a scroll moves less than half of what lies beyond", () => {
  const ranges = Array.from({ length: 40 }, (_, offset) => JSON.stringify(rangeInView(500 + offset, 30, ROWS)));
  expect(new Set(ranges).size).toBeLessThanOrEqual(4);
  for (let offset = 0; offset <= 970; offset += 1) {
    const { first, last } = rangeInView(offset, 30, ROWS);
    expect(first * 10).toBeLessThanOrEqual(offset);
    expect((last + 1) * 10).toBeGreaterThanOrEqual(offset + 30);
  }
});
