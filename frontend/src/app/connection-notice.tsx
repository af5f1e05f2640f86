import { useApolloClient } from "@apollo/client/react";
import { useEffect, useSyncExternalStore } from "react";
import { Notice } from "@/components/ui/notice";
import { useReachable } from "@/shared/apollo/reachability";
import { IsServiceThereDocument } from "./connection.generated";
import { texts } from "./texts";

const ASK_EVERY = 2_000;

const subscribeToConnection = (listener: () => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};

/** While the service is away, ask for it again and again; once it is back, read anew what the page shows. */
const useReturn = (isAway: boolean) => {
  const client = useApolloClient();
  useEffect(() => {
    if (!isAway) return;
    let isWatching = true;
    const ask = async () => {
      try {
        await client.query({ query: IsServiceThereDocument, fetchPolicy: "network-only" });
        if (isWatching) await client.reFetchObservableQueries();
      } catch {
        // Still away: the next turn asks again.
      }
    };
    const timer = setInterval(() => void ask(), ASK_EVERY);
    window.addEventListener("online", ask);
    return () => {
      isWatching = false;
      clearInterval(timer);
      window.removeEventListener("online", ask);
    };
  }, [client, isAway]);
};

/** Says that the connection is lost, for as long as it is; the page goes on by itself. */
export const ConnectionNotice = () => {
  const isOnline = useSyncExternalStore(subscribeToConnection, () => navigator.onLine);
  const isReachable = useReachable();
  useReturn(!isReachable || !isOnline);
  if (isOnline && isReachable) return null;
  return (
    <Notice tone="bad" className="mb-6">
      {isOnline ? texts.away : texts.offline}
    </Notice>
  );
};
