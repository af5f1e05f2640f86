// @vitest-environment node
import { expect, it } from "vitest";
import { faultsByField } from "./faults";

it("sorts faults by the last field their path names, whatever the spelling", () => {
  const faults = [
    { message: "one", path: "$.numRuns" },
    { message: "two", path: "$.input.pins.temperature" },
    { message: "three", path: "$.num_runs" },
    { message: "nested", path: "$.temperature.numRuns[0]" },
    { message: "four", path: "$.clientJobId" },
  ];
  expect(faultsByField(faults, ["numRuns", "temperature"])).toEqual({
    fields: { numRuns: ["one", "three", "nested"], temperature: ["two"] },
    rest: ["four"],
  });
});
