import { useApolloClient } from "@apollo/client/react";
import { useEffect, useState } from "react";
import { useSocketOpen } from "@/shared/apollo/socket-state";
import { type Connection, followEvents } from "./follow-events";
import { JobEventsDocument } from "./job.generated";
import { type JobEvent, takeEvents } from "./take-events";

const FINAL_KINDS: ReadonlySet<JobEvent["kind"]> = new Set(["JOB_COMPLETED", "JOB_FAILED", "JOB_CANCELLED", "JOB_EXPIRED"]);

/**
 * Follow a job from the event after `lastNumber` until it ends, writing every event to the cache exactly once.
 * A lost connection is resumed after the last event taken. `onEnded` is called once the last event is written.
 */
export const useJobEvents = (jobId: string, lastNumber: number | undefined, onEnded: () => void): Connection => {
  const client = useApolloClient();
  const [connection, setConnection] = useState<Connection>("connecting");
  const isSocketOpen = useSocketOpen();
  // An event brings the job as it is now, which may be over while earlier events are still to come: once begun, go on to the last.
  const [first, setFirst] = useState(lastNumber);
  if (first === undefined && lastNumber !== undefined) setFirst(lastNumber);

  useEffect(() => {
    if (first === undefined) return;
    return followEvents<JobEvent>({
      after: first,
      // Nothing is cached by the client itself: it would also write repeated events.
      open: (after) => client.subscribe({ query: JobEventsDocument, variables: { jobId, after }, fetchPolicy: "no-cache" }),
      readEvent: (data) => (data as { jobEvents: JobEvent }).jobEvents,
      isLast: ({ kind }) => FINAL_KINDS.has(kind),
      onEvents: (events) => takeEvents(client.cache, events),
      onConnection: setConnection,
      onEnded,
    });
    // What is to be done at the end changes with every rendering and must not open the stream again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, jobId, first]);

  // An open socket without events is a quiet job, not a missing connection.
  return connection !== "closed" && isSocketOpen ? "live" : connection;
};
