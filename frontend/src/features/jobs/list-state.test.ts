// @vitest-environment node
import { expect, it } from "vitest";
import { filterOf, pressed, searchFromState, stateFromSearch } from "./list-state";

const NOTHING = { status: null, contractId: null, setId: null, days: null, search: null, sort: "TIME", order: "NEWEST", after: null } as const;
const NOW = Date.parse("2026-11-27T12:00:30Z");

it("reads from the address what it wrote there", () => {
  const state = { status: "FAILED" as const, contractId: "c1", setId: "s1", days: 7, search: "brackets", sort: "MODEL" as const, order: "OLDEST" as const, after: "cursor=" };
  expect(stateFromSearch(searchFromState(state))).toEqual(state);
  expect(searchFromState(NOTHING).toString()).toBe("");
});

it("takes no status and no span that does not exist, and asks for no filter when none is chosen", () => {
  expect(stateFromSearch(new URLSearchParams("status=BROKEN&days=2"))).toEqual(NOTHING);
  expect(filterOf({ ...NOTHING, after: "x" }, NOW)).toBeNull();
  expect(filterOf({ ...NOTHING, status: "QUEUED", days: 7 }, NOW)).toEqual({ status: ["QUEUED"], contractId: null, restrictionSetId: null, createdAfter: "2026-11-20T12:00:00.000Z", search: null });
});

it("sorts by another column in its own way, and by the same the other way round", () => {
  expect(pressed("MODEL", NOTHING)).toEqual({ sort: "MODEL", order: "OLDEST" });
  expect(pressed("MODEL", { sort: "MODEL", order: "OLDEST" })).toEqual({ sort: "MODEL", order: "NEWEST" });
  expect(pressed("RUNS", { sort: "MODEL", order: "OLDEST" })).toEqual({ sort: "RUNS", order: "NEWEST" });
  expect(stateFromSearch(new URLSearchParams("sort=COLOUR")).sort).toBe("TIME");
});
