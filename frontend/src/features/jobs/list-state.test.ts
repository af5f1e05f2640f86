// @vitest-environment node
import { expect, it } from "vitest";
import { filterOf, searchFromState, stateFromSearch } from "./list-state";

const NOTHING = { status: null, contractId: null, setId: null, days: null, search: null, order: "NEWEST", after: null } as const;
const NOW = Date.parse("2026-11-27T12:00:30Z");

it("reads from the address what it wrote there", () => {
  const state = { status: "FAILED" as const, contractId: "c1", setId: "s1", days: 7, search: "brackets", order: "OLDEST" as const, after: "cursor=" };
  expect(stateFromSearch(searchFromState(state))).toEqual(state);
  expect(searchFromState(NOTHING).toString()).toBe("");
});

it("takes no status and no span that does not exist, and asks for no filter when none is chosen", () => {
  expect(stateFromSearch(new URLSearchParams("status=BROKEN&days=2"))).toEqual(NOTHING);
  expect(filterOf({ ...NOTHING, after: "x" }, NOW)).toBeNull();
  expect(filterOf({ ...NOTHING, status: "QUEUED", days: 7 }, NOW)).toEqual({ status: ["QUEUED"], contractId: null, restrictionSetId: null, createdAfter: "2026-11-20T12:00:00.000Z", search: null });
});
