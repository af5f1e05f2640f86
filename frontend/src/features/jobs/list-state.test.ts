// @vitest-environment node
import { expect, it } from "vitest";
import { filterOf, searchFromState, stateFromSearch } from "./list-state";

it("reads from the address what it wrote there", () => {
  const state = { status: "FAILED" as const, contractId: "c1", after: "cursor=" };
  expect(stateFromSearch(searchFromState(state))).toEqual(state);
  expect(searchFromState({ status: null, contractId: null, after: null }).toString()).toBe("");
});

it("takes no status that does not exist, and asks for no filter when none is chosen", () => {
  expect(stateFromSearch(new URLSearchParams("status=BROKEN")).status).toBeNull();
  expect(filterOf({ status: null, contractId: null, after: "x" })).toBeNull();
  expect(filterOf({ status: "QUEUED", contractId: null, after: null })).toEqual({ status: ["QUEUED"], contractId: null });
});
