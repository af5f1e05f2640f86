import { type ApolloCache, isReference, type Reference } from "@apollo/client";
import { type JobEventsSubscription, JobLiveFragmentDoc, RunSummaryFragmentDoc } from "./job.generated";

export type JobEvent = JobEventsSubscription["jobEvents"];

type StoredRuns = { edges: { __typename: "RunEdge"; cursor: string; node: Reference }[] };

const withRun = (stored: StoredRuns | Reference, run: Reference): StoredRuns | Reference =>
  isReference(stored) || stored.edges.some(({ node }) => node.__ref === run.__ref)
    ? stored
    : { ...stored, edges: [...stored.edges, { __typename: "RunEdge", cursor: "", node: run }] };

const writeEvent = (cache: ApolloCache, { job, run }: JobEvent) => {
  const id = cache.identify(job);
  cache.updateFragment({ id, fragment: JobLiveFragmentDoc }, (known) => known && { ...known, ...job });
  if (!run) return;
  const reference = cache.writeFragment({ fragment: RunSummaryFragmentDoc, data: run });
  if (!reference) return;
  cache.modify<{ runs: StoredRuns | Reference }>({ id, fields: { runs: (stored) => withRun(stored as StoredRuns | Reference, reference) } });
};

/** Bring the cache up to these events, in their order, as one change. */
export const takeEvents = (cache: ApolloCache, events: readonly JobEvent[]): void => {
  cache.batch({ update: (batched) => events.forEach((event) => writeEvent(batched, event)) });
};
