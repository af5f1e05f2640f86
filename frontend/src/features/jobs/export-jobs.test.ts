// @vitest-environment node
import { expect, it } from "vitest";
import { csvField, csvOf } from "./export-jobs";

it("writes fields as RFC 4180 asks, and no formula for a spreadsheet to run", () => {
  expect(["a", 'say "x", y', "=1+1", -1, null, "two\nlines"].map(csvField)).toEqual(["a", '"say ""x"", y"', "'=1+1", "-1", "", '"two\nlines"']);
});

it("writes a head even without jobs", () => {
  expect(csvOf([]).split(",")[0]).toBe("id");
  expect(csvOf([]).split("\r\n")).toHaveLength(1);
});
