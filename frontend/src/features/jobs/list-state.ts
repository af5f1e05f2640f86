import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { texts as sharedTexts } from "@/shared/texts";
import type { JobFilter, JobStatus, TimeOrder } from "./jobs.generated";

/** What the list shows, as it stands in the address: a link to it shows the same to everybody who may see it. */
export type ListState = {
  status: JobStatus | null;
  contractId: string | null;
  setId: string | null;
  /** Jobs of the last so many days only. */
  days: number | null;
  search: string | null;
  order: TimeOrder;
  after: string | null;
};

export const DAYS = [1, 7, 30] as const;
const DAY = 86_400_000;
const MINUTE = 60_000;

const isStatus = (value: string | null): value is JobStatus => value !== null && value in sharedTexts.statuses;

export const stateFromSearch = (search: URLSearchParams): ListState => {
  const status = search.get("status");
  return {
    status: isStatus(status) ? status : null,
    contractId: search.get("contract"),
    setId: search.get("set"),
    days: DAYS.find((days) => String(days) === search.get("days")) ?? null,
    search: search.get("search"),
    order: search.get("order") === "OLDEST" ? "OLDEST" : "NEWEST",
    after: search.get("after"),
  };
};

export const searchFromState = ({ status, contractId, setId, days, search, order, after }: ListState): URLSearchParams => {
  const parts: readonly (readonly [string, string | null])[] = [
    ["status", status],
    ["contract", contractId],
    ["set", setId],
    ["days", days === null ? null : String(days)],
    ["search", search],
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
