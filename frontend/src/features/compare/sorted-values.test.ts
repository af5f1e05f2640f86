// @vitest-environment node
import { expect, it } from "vitest";
import type { ComparedValue } from "./compared";
import { sortedValues } from "./sorted-values";

const value = (name: string, verdict: string | null, direction: string) => ({ name, verdict, direction }) as unknown as ComparedValue;

it("puts what got worse first and what is the same last", () => {
  const values = [value("unscored", null, "NONE"), value("same", "SAME", "NONE"), value("better", "CHANGED", "BETTER"), value("open", "CANNOT_TELL", "WORSE"), value("worse", "CHANGED", "WORSE")];
  expect(sortedValues(values).map(({ name }) => name)).toEqual(["worse", "better", "open", "same", "unscored"]);
});
