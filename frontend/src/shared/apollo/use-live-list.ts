import type { ApolloClient } from "@apollo/client";
import { useApolloClient } from "@apollo/client/react";
import { useEffect, useEffectEvent } from "react";
import type { Subscription } from "rxjs";
import { JobsChangedDocument } from "./jobs-changed.generated";

/** Changes that come close together are told as one. */
const GATHER = 250;
const AGAIN_AFTER = 3000;

/** What is told of the jobs of the organization: one stream for all parts of a page that listen. */
type Feed = { listeners: Set<() => void>; close: () => void };

const feeds = new WeakMap<ApolloClient, Feed>();

const openFeed = (client: ApolloClient): Feed => {
  const listeners = new Set<() => void>();
  let stream: Subscription | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const gather = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      for (const tell of listeners) tell();
    }, GATHER);
  };
  const reopenLater = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      open();
      gather();
    }, AGAIN_AFTER);
  };
  const open = () => {
    stream = client.subscribe({ query: JobsChangedDocument, fetchPolicy: "no-cache" }).subscribe({ next: ({ error }) => (error ? reopenLater() : gather()), error: reopenLater, complete: reopenLater });
  };
  const close = () => {
    feeds.delete(client);
    stream?.unsubscribe();
    clearTimeout(gathering);
    clearTimeout(waiting);
  };
  open();
  const feed = { listeners, close };
  feeds.set(client, feed);
  return feed;
};

/**
 * Tell when any job of the organization was queued, began or ended. A connection that was lost is opened again, and what
 * may have been missed meanwhile counts as a change.
 */
const useJobsChanged = (onChange: () => void): void => {
  const client = useApolloClient();
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    const { listeners, close } = feeds.get(client) ?? openFeed(client);
    const listener = () => tell();
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) close();
    };
  }, [client]);
};

type Live = { refetch: () => unknown; startPolling: (every: number) => void; stopPolling: () => void };

const POLL_EVERY = 2500;

/** Keep a list of jobs up to date: what begins and ends is told; how far a job has come is asked for while one is under way. */
export const useLiveList = ({ refetch, startPolling, stopPolling }: Live, isAnyUnderWay: boolean): void => {
  useJobsChanged(() => void refetch());
  useEffect(() => {
    if (!isAnyUnderWay) return undefined;
    startPolling(POLL_EVERY);
    return stopPolling;
  }, [isAnyUnderWay, startPolling, stopPolling]);
};

/** Whether a job is queued or running. */
export const isUnderWay = (status: string): boolean => status === "QUEUED" || status === "RUNNING";
