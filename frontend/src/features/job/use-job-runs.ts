import type { ApolloClient } from "@apollo/client";
import { useApolloClient } from "@apollo/client/react";
import { startTransition, useEffect, useMemo, useState } from "react";
import { useReachable } from "@/shared/apollo/reachability";
import { useQuery } from "@/shared/apollo/use-query";
import { whenIdle } from "@/shared/when-idle";
import { JobRunsDocument, type JobRunsQuery, type RunSummaryFragment } from "./job.generated";

const PAGE_SIZE = 100;

type Rest = { after: string; runs: RunSummaryFragment[] };

/** The runs after a cursor, past the cache: nothing changes them any more, and keeping a thousand there costs more than fetching them. */
const readRest = async (client: ApolloClient, id: string, after: string, signal: AbortSignal): Promise<RunSummaryFragment[]> => {
  const runs: RunSummaryFragment[] = [];
  for (let next: string | null | undefined = after; next && !signal.aborted; ) {
    // What is on the page already is drawn first.
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next begins
    await new Promise<void>(whenIdle);
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next begins
    const answer: ApolloClient.QueryResult<JobRunsQuery> = await client.query({ query: JobRunsDocument, variables: { id, first: PAGE_SIZE, after: next }, fetchPolicy: "no-cache" });
    const page = answer.data?.job?.runs;
    runs.push(...(page?.edges.map(({ node }) => node) ?? []));
    next = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  }
  return runs;
};

/** What a finished job has beyond its first page, fetched page by page and shown at once; tried again when the service is back. */
const useRest = (id: string, after: string | null): RunSummaryFragment[] | undefined => {
  const client = useApolloClient();
  const isReachable = useReachable();
  const [rest, setRest] = useState<Rest>();
  const isHere = rest !== undefined && rest.after === after;
  useEffect(() => {
    if (after === null || isHere || !isReachable) return undefined;
    const leaving = new AbortController();
    readRest(client, id, after, leaving.signal).then(
      (runs) => !leaving.signal.aborted && startTransition(() => setRest({ after, runs })),
      // That the service is away is told by the link that watches it.
      () => {},
    );
    return () => leaving.abort();
  }, [client, id, after, isHere, isReachable]);
  return isHere ? rest.runs : undefined;
};

/** Every run of a job that has arrived; `isLoaded` once the first page is here. Those of a job under way come into the cache, where its events change them. */
export const useJobRuns = (jobId: string, isUnderWay: boolean) => {
  const { data, error, fetchMore, refetch } = useQuery(JobRunsDocument, {
    variables: { id: jobId, first: PAGE_SIZE },
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  const connection = data?.job?.runs;
  const nextCursor = connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null;
  useEffect(() => {
    if (isUnderWay && nextCursor) void fetchMore({ variables: { after: nextCursor } });
  }, [isUnderWay, nextCursor, fetchMore]);
  const rest = useRest(jobId, isUnderWay ? null : nextCursor);
  const runs = useMemo<RunSummaryFragment[]>(() => [...(connection?.edges.map(({ node }) => node) ?? []), ...(rest ?? [])], [connection, rest]);
  return { runs, error, isLoaded: connection !== undefined, refetch };
};
