import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { texts as sharedTexts } from "@/shared/texts";
import type { JobFilter, JobSort, JobStatus, TimeOrder } from "./jobs.generated";

/** What the list shows, as it stands in the address: a link to it shows the same to everybody who may see it. */
export type ListState = {
  status: JobStatus | null;
  contractId: string | null;
  setId: string | null;
  /** Jobs of the last so many days only. */
  days: number | null;
  search: string | null;
  /** What the list is sorted by; the newest or greatest first, or the oldest or least. */
  sort: JobSort;
  order: TimeOrder;
  after: string | null;
};

export const DAYS = [1, 7, 30] as const;
const DAY = 86_400_000;
const MINUTE = 60_000;

/** The columns of the table that it can be sorted by. */
export const SORTS = { contract: "CONTRACT", model: "MODEL", repeatability: "REPEATABILITY", runs: "RUNS", status: "STATUS", created: "TIME" } as const satisfies Record<string, JobSort>;

/** What a column begins with when it is first chosen: texts as in a dictionary, numbers and times from the greatest. */
const FIRST_ORDER: Record<JobSort, TimeOrder> = { CONTRACT: "OLDEST", MODEL: "OLDEST", STATUS: "OLDEST", REPEATABILITY: "NEWEST", RUNS: "NEWEST", TIME: "NEWEST" };

/** The order after a column was pressed: another column, or the other way round. */
export const pressed = (sort: JobSort, now: Pick<ListState, "sort" | "order">): Pick<ListState, "sort" | "order"> => ({
  sort,
  order: sort !== now.sort ? FIRST_ORDER[sort] : now.order === "NEWEST" ? "OLDEST" : "NEWEST",
});

const sortOf = (value: string | null): JobSort => Object.values(SORTS).find((sort) => sort === value) ?? "TIME";

const isStatus = (value: string | null): value is JobStatus => value !== null && value in sharedTexts.statuses;

export const stateFromSearch = (search: URLSearchParams): ListState => {
  const status = search.get("status");
  return {
    status: isStatus(status) ? status : null,
    contractId: search.get("contract"),
    setId: search.get("set"),
    days: DAYS.find((days) => String(days) === search.get("days")) ?? null,
    search: search.get("search"),
    sort: sortOf(search.get("sort")),
    order: search.get("order") === "OLDEST" ? "OLDEST" : "NEWEST",
    after: search.get("after"),
  };
};

export const searchFromState = ({ status, contractId, setId, days, search, sort, order, after }: ListState): URLSearchParams => {
  const parts: readonly (readonly [string, string | null])[] = [
    ["status", status],
    ["contract", contractId],
    ["set", setId],
    ["days", days === null ? null : String(days)],
    ["search", search],
    ["sort", sort === "TIME" ? null : sort],
    ["order", order === "NEWEST" ? null : order],
    ["after", after],
  ];
  return new URLSearchParams(parts.filter((part): part is readonly [string, string] => part[1] !== null).map(([name, value]) => [name, value]));
};

/** The filter to ask with; null where nothing is chosen. The beginning of a span of days is told to the minute, so that asking again asks the same. */
export const filterOf = ({ status, contractId, setId, days, search }: ListState, now: number): JobFilter | null => {
  if (status === null && contractId === null && setId === null && days === null && search === null) return null;
  const createdAfter = days === null ? null : new Date(Math.floor(now / MINUTE) * MINUTE - days * DAY).toISOString();
  return { status: status && [status], contractId, restrictionSetId: setId, createdAfter, search };
};

/** The list's state and a way to change it; another filter begins at the newest job again. */
export const useListState = () => {
  const [search, setSearch] = useSearchParams();
  const state = stateFromSearch(search);
  const change = useCallback(
    (part: Partial<ListState>) =>
      setSearch((now) => searchFromState({ ...stateFromSearch(now), after: null, ...part }), { replace: part.after === undefined }),
    [setSearch],
  );
  return { state, change };
};
