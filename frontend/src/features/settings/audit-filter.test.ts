// @vitest-environment node
import { expect, it } from "vitest";
import { askedFilter, filterFromSearch, searchFromFilter } from "./audit-filter";

it("stands in the address, without what is empty", () => {
  const search = new URLSearchParams("action=member.changed&userId=&since=2026-11-01&other=1");
  expect(filterFromSearch(search)).toEqual({ action: "member.changed", since: "2026-11-01" });
  expect(searchFromFilter({ action: "member.changed", userId: "" })).toEqual({ action: "member.changed" });
});

it("takes in the whole of the last day, where the reader is", () => {
  const { since, until } = askedFilter({ since: "2026-11-30", until: "2026-11-30" });
  expect([since, until]).toEqual([new Date(2026, 10, 30).toISOString(), new Date(2026, 11, 1).toISOString()]);
});

it("asks for nothing by a day that is none", () => {
  expect(askedFilter({ since: "soon" })).toEqual({ action: null, userId: null, since: null, until: null });
});
