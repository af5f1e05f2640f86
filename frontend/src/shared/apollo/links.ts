import { ApolloLink, HttpLink, ServerError } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { OperationTypeNode } from "graphql";
import { createClient } from "graphql-ws";
import { tap } from "rxjs";
import { socketAddress } from "./socket-address";
import { setSocketOpen } from "./socket-state";

const ENDPOINT = "/graphql";
const NOT_SIGNED_IN = "NOT_SIGNED_IN";

/** Queries and mutations over HTTP, subscriptions over one lazy socket; both carry the session's cookie. */
export const createNetworkLink = (): ApolloLink => {
  const socket = createClient({
    url: () => socketAddress(ENDPOINT),
    keepAlive: 10_000,
    on: { connected: () => setSocketOpen(true), closed: () => setSocketOpen(false) },
    // A subscription is resumed by its owner, who knows the number of the last event; the socket must not replay it.
    retryAttempts: 0,
  });
  return ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: ENDPOINT, credentials: "include" }),
  );
};

const asksForSession = ({ data, errors }: ApolloLink.Result): boolean =>
  Object.values(data ?? {}).some((field) => field?.__typename === "NotSignedIn") ||
  (errors ?? []).some(({ extensions }) => extensions?.code === NOT_SIGNED_IN);

/** Reports a missing session, whether it comes as a typed problem, as an error or as status 401. */
export const createSessionLink = (onSignedOut: () => void): ApolloLink =>
  new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      tap({
        next: (result) => asksForSession(result) && onSignedOut(),
        error: (error) => ServerError.is(error) && error.statusCode === 401 && onSignedOut(),
      }),
    ),
  );
