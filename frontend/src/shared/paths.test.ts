// @vitest-environment node
import { expect, it } from "vitest";
import { paths, safeReturnTo } from "./paths";

it.each([
  ["/jobs/1?run=2", "/jobs/1?run=2"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["/sign-in?returnTo=/", "/"],
  [null, "/"],
])("after signing in %s leads to %s", (asked, followed) => {
  expect(safeReturnTo(asked)).toBe(followed);
});

it("remembers where one was, except the start page", () => {
  expect(paths.signIn.link("/jobs?status=FAILED")).toBe("/sign-in?returnTo=%2Fjobs%3Fstatus%3DFAILED");
  expect(paths.signIn.link("/")).toBe("/sign-in");
});

it("names a job to the API by the id within its global id", () => {
  expect(paths.jobExport(btoa("Job:01a21f15-8c28"), "csv")).toBe("/api/v1/jobs/01a21f15-8c28/export?format=csv");
});
