import { useQuery as useApolloQuery } from "@apollo/client/react";
import { useDeferredValue } from "react";

type AnyQuery = (...args: unknown[]) => { data: unknown };

/**
 * Apollo's useQuery, whose data are drawn in short steps: an answer arrives at once for everything that waits for it, and drawing a
 * large one in one go would leave no time for the reader's own doing. What was there before stays until the new is ready.
 */
export const useQuery = ((...args: unknown[]) => {
  const result = (useApolloQuery as unknown as AnyQuery)(...args);
  const data = useDeferredValue(result.data);
  return data === result.data ? result : { ...result, data };
}) as unknown as typeof useApolloQuery;
