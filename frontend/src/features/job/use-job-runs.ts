import { useEffect } from "react";
import { useQuery } from "@/shared/apollo/use-query";
import { JobRunsDocument, type RunSummaryFragment } from "./job.generated";

const PAGE_SIZE = 100;

/** Every run of a job that has arrived, page after page; `isLoaded` once the first page is here. */
export const useJobRuns = (jobId: string) => {
  const { data, error, fetchMore, refetch } = useQuery(JobRunsDocument, {
    variables: { id: jobId, first: PAGE_SIZE },
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  const connection = data?.job?.runs;
  const nextCursor = connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null;
  useEffect(() => {
    if (nextCursor) void fetchMore({ variables: { after: nextCursor } });
  }, [nextCursor, fetchMore]);
  const runs: RunSummaryFragment[] = connection?.edges.map(({ node }) => node) ?? [];
  return { runs, error, isLoaded: connection !== undefined, refetch };
};
