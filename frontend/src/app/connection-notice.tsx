import { useApolloClient } from "@apollo/client/react";
import { useEffect, useRef, useSyncExternalStore } from "react";
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
  const wasAway = useRef(false);
  useEffect(() => {
    // What fails once more is told by whoever asked for it, and by the link that watches.
    if (wasAway.current && !isAway) client.reFetchObservableQueries().catch(() => {});
    wasAway.current = isAway;
    if (!isAway) return;
    const timer = setInterval(() => void client.query({ query: IsServiceThereDocument, fetchPolicy: "network-only" }).catch(() => {}), ASK_EVERY);
    return () => clearInterval(timer);
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
