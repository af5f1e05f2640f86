import { useQuery as useApolloQuery } from "@apollo/client/react";
import { useDeferredValue } from "react";

type AnyQuery = (...args: unknown[]) => { data: unknown };

/**
 * Apollo's useQuery, whose first answer is drawn in short steps: it arrives at once for everything that waits for it, and drawing a large
 * one in one go would leave no time for the reader's own doing. What changes later is shown at once: events may come faster than steps.
 */
export const useQuery = ((...args: unknown[]) => {
  const result = (useApolloQuery as unknown as AnyQuery)(...args);
  const drawn = useDeferredValue(result.data);
  return drawn === undefined && result.data !== undefined ? { ...result, data: undefined } : result;
}) as unknown as typeof useApolloQuery;
