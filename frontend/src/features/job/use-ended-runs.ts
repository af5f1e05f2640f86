import type { ApolloClient } from "@apollo/client";
import { useApolloClient } from "@apollo/client/react";
import { startTransition, useEffect, useState } from "react";
import { useReachable } from "@/shared/apollo/reachability";
import { whenIdle } from "@/shared/when-idle";
import { JobRunsDocument, type RunSummaryFragment } from "./job.generated";

/** As many as the service is asked for at once. */
export const PAGE_SIZE = 100;

type Page = { runs: RunSummaryFragment[]; next: string | null };

const readPage = async (client: ApolloClient, id: string, after: string | null): Promise<Page> => {
  // Past the cache: nothing changes these runs any more, and keeping a thousand there costs more than fetching them.
  const { data } = await client.query({ query: JobRunsDocument, variables: { id, first: PAGE_SIZE, ...(after && { after }) }, fetchPolicy: "no-cache" });
  const found = data?.job?.runs;
  return { runs: found?.edges.map(({ node }) => node) ?? [], next: found?.pageInfo.hasNextPage ? found.pageInfo.endCursor : null };
};

type Taking = { isOver: () => boolean; onRuns: (runs: RunSummaryFragment[], isComplete: boolean) => void };

/** The first page at once, the rest when nothing else is to be done: what is on the page already is drawn first. */
const readAll = async (client: ApolloClient, id: string, { isOver, onRuns }: Taking): Promise<void> => {
  let { runs, next } = await readPage(client, id, null);
  if (!isOver()) onRuns(runs, next === null);
  while (next !== null && !isOver()) {
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next begins
    await new Promise<void>(whenIdle);
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next begins
    const page: Page = await readPage(client, id, next);
    runs = [...runs, ...page.runs];
    next = page.next;
    if (next === null && !isOver()) onRuns(runs, true);
  }
};

type Known = { id: string; runs: RunSummaryFragment[]; isComplete: boolean };

/** The runs of a job that has ended, its first page and then all of them; read again when the service is back. */
export const useEndedRuns = (jobId: string, hasEnded: boolean) => {
  const client = useApolloClient();
  const isReachable = useReachable();
  const [known, setKnown] = useState<Known>();
  const [error, setError] = useState<Error>();
  const [attempt, setAttempt] = useState(0);
  const mine = known?.id === jobId ? known : undefined;
  const isComplete = mine?.isComplete ?? false;
  useEffect(() => {
    if (!hasEnded || isComplete || !isReachable) return undefined;
    let isOver = false;
    const onRuns: Taking["onRuns"] = (runs, isWhole) => startTransition(() => setKnown({ id: jobId, runs, isComplete: isWhole }));
    readAll(client, jobId, { isOver: () => isOver, onRuns }).catch((failure: Error) => isOver || setError(failure));
    return () => {
      isOver = true;
      setError(undefined);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- another attempt reads them again
  }, [client, jobId, hasEnded, isComplete, isReachable, attempt]);
  return { runs: mine?.runs, isComplete, error, refetch: () => setAttempt(attempt + 1) };
};
