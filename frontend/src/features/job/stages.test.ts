// @vitest-environment node
import { expect, it } from "vitest";
import { stageOf, stagesOf } from "./stages";

const output = { rawOutput: "r", canonicalOutput: "c", checkedOutput: "k" };

it("holds only like against like", () => {
  expect(stagesOf(output, output)).toEqual(["raw", "canonical", "checked"]);
  expect(stagesOf(output, { ...output, checkedOutput: null })).toEqual(["raw", "canonical"]);
  expect(stagesOf({ ...output, canonicalOutput: null }, { ...output, checkedOutput: null })).toEqual(["raw"]);
  expect(["raw", "canonical", "checked"].map((stage) => stageOf(output, stage as "raw"))).toEqual(["r", "c", "k"]);
});
