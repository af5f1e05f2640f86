import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { texts as sharedTexts } from "@/shared/texts";
import type { JobFilter, JobStatus, TimeOrder } from "./jobs.generated";

/** What the list shows, as it stands in the address: a link to it shows the same to everybody who may see it. */
export type ListState = { status: JobStatus | null; contractId: string | null; search: string | null; order: TimeOrder; after: string | null };

const isStatus = (value: string | null): value is JobStatus => value !== null && value in sharedTexts.statuses;

export const stateFromSearch = (search: URLSearchParams): ListState => {
  const status = search.get("status");
  return { status: isStatus(status) ? status : null, contractId: search.get("contract"), search: search.get("search"), order: search.get("order") === "OLDEST" ? "OLDEST" : "NEWEST", after: search.get("after") };
};

export const searchFromState = ({ status, contractId, search, order, after }: ListState): URLSearchParams => {
  const parts: readonly (readonly [string, string | null])[] = [
    ["status", status],
    ["contract", contractId],
    ["search", search],
    ["order", order === "NEWEST" ? null : order],
    ["after", after],
  ];
  return new URLSearchParams(parts.filter((part): part is readonly [string, string] => part[1] !== null).map(([name, value]) => [name, value]));
};

export const filterOf = ({ status, contractId, search }: ListState): JobFilter | null =>
  status === null && contractId === null && search === null ? null : { status: status && [status], contractId, search };

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
