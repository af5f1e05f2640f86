import { useApolloClient } from "@apollo/client/react";
import { useNavigate } from "react-router";
import { paths } from "@/shared/paths";

/** Begin again, on the overview unless another path is named: whose answers the page shows has changed, so none is kept. */
export const useFreshStart = (): ((path?: string) => Promise<void>) => {
  const client = useApolloClient();
  const navigate = useNavigate();
  return async (path = paths.dashboard.link()) => {
    await client.clearStore();
    await navigate(path);
    // What the page that was left had asked for is broken off, and nobody waits for it.
    await client.reFetchObservableQueries().catch(() => {});
  };
};
