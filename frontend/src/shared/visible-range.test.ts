// @vitest-environment node
import { expect, it } from "vitest";
import { placesOf, rangeInView } from "./visible-range";

const ROWS = { count: 100, size: 10, beyond: 2 };

it("draws what is in view and a little beyond, and never more than there is", () => {
  expect(rangeInView(0, 30, ROWS)).toEqual({ first: 0, last: 5 });
  expect(rangeInView(505, 30, ROWS)).toEqual({ first: 48, last: 55 });
  expect(rangeInView(990, 30, ROWS)).toEqual({ first: 97, last: 99 });
  expect(rangeInView(5000, 30, ROWS)).toEqual({ first: 97, last: 99 });
  expect(placesOf(rangeInView(0, 30, { ...ROWS, count: 0 }))).toEqual([]);
  expect(placesOf({ first: 3, last: 5 })).toEqual([3, 4, 5]);
});
