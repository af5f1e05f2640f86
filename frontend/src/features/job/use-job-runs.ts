import { useEffect, useMemo, useState } from "react";
import { useQuery } from "@/shared/apollo/use-query";
import { JobRunsDocument, type RunSummaryFragment } from "./job.generated";
import { PAGE_SIZE, useEndedRuns } from "./use-ended-runs";

const NO_RUNS: RunSummaryFragment[] = [];

/** The runs of a job under way: they are kept in the cache, where its events change them. */
const useLiveRuns = (jobId: string, isLive: boolean) => {
  const { data, error, fetchMore, refetch } = useQuery(JobRunsDocument, {
    variables: { id: jobId, first: PAGE_SIZE },
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
    skip: !isLive,
  });
  const connection = data?.job?.runs;
  const nextCursor = connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null;
  useEffect(() => {
    if (nextCursor) void fetchMore({ variables: { after: nextCursor } });
  }, [nextCursor, fetchMore]);
  const runs = useMemo(() => connection?.edges.map(({ node }) => node), [connection]);
  return { runs, isComplete: connection !== undefined && nextCursor === null, error, refetch };
};

/** Every run of a job that has arrived; `isLoaded` once the first page is here, `isComplete` once all are. */
export const useJobRuns = (jobId: string, isUnderWay: boolean) => {
  // Who saw a job under way has its runs already when it ends.
  const [wasLive, setWasLive] = useState(isUnderWay);
  if (isUnderWay && !wasLive) setWasLive(true);
  const live = useLiveRuns(jobId, wasLive);
  const ended = useEndedRuns(jobId, !wasLive);
  const { runs, ...rest } = wasLive ? live : ended;
  return { runs: runs ?? NO_RUNS, isLoaded: runs !== undefined, ...rest };
};
