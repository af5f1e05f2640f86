// @vitest-environment node
import { expect, it } from "vitest";
import { filterOf, searchFromState, stateFromSearch } from "./list-state";

const NOTHING = { status: null, contractId: null, search: null, order: "NEWEST", after: null } as const;

it("reads from the address what it wrote there", () => {
  const state = { status: "FAILED" as const, contractId: "c1", search: "brackets", order: "OLDEST" as const, after: "cursor=" };
  expect(stateFromSearch(searchFromState(state))).toEqual(state);
  expect(searchFromState(NOTHING).toString()).toBe("");
});

it("takes no status that does not exist, and asks for no filter when none is chosen", () => {
  expect(stateFromSearch(new URLSearchParams("status=BROKEN")).status).toBeNull();
  expect(filterOf({ ...NOTHING, after: "x" })).toBeNull();
  expect(filterOf({ ...NOTHING, status: "QUEUED" })).toEqual({ status: ["QUEUED"], contractId: null, search: null });
});
