import { ApolloLink, CombinedGraphQLErrors, ServerError } from "@apollo/client";
import { useSyncExternalStore } from "react";
import { tap } from "rxjs";

/** Answers of what stands before the service while the service itself is away. */
const GATEWAY_ERRORS = new Set([502, 503, 504]);

let isReachable = true;
const listeners = new Set<() => void>();

const setReachable = (reachable: boolean): void => {
  if (reachable === isReachable) return;
  isReachable = reachable;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Whether the service took the last request, whatever it answered. */
export const useReachable = (): boolean => useSyncExternalStore(subscribe, () => isReachable);

const isAnswer = (error: unknown): boolean => CombinedGraphQLErrors.is(error) || (ServerError.is(error) && !GATEWAY_ERRORS.has(error.statusCode));

const isAborted = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";

/** Notes for every request over HTTP whether the service took it; a socket tells of itself. */
export const createReachabilityLink = (): ApolloLink =>
  new ApolloLink((operation, forward) =>
    operation.operationType === "subscription"
      ? forward(operation)
      : forward(operation).pipe(
          tap({
            next: () => setReachable(true),
            error: (error: unknown) => !isAborted(error) && setReachable(isAnswer(error)),
          }),
        ),
  );
