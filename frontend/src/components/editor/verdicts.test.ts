// @vitest-environment node
import { expect, it } from "vitest";
import { refusalLines } from "./verdicts";

it("says once what a refusal and its only fault say alike", () => {
  const fault = { message: "The output is too long.", path: "$.output", line: null };
  expect(refusalLines({ message: "The output is too long.", hint: null, faults: [fault] })).toEqual(["The output is too long."]);
  expect(refusalLines({ message: "Two things are wrong.", hint: "Mend them.", faults: [fault, { ...fault, message: "No kind." }] })).toEqual([
    "Two things are wrong. Mend them.",
    "The output is too long.",
    "No kind.",
  ]);
  expect(refusalLines({ message: "Not now.", hint: null })).toEqual(["Not now."]);
});
