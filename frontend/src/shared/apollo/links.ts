import { ApolloLink, HttpLink, ServerError } from "@apollo/client";
import { OperationTypeNode } from "graphql";
import { from, switchMap, tap } from "rxjs";
import { fetchUnlessAsked } from "./early-answers";

const ENDPOINT = "/graphql";
const NOT_SIGNED_IN = "NOT_SIGNED_IN";

/** Most pages never subscribe: the socket's code is fetched with the first subscription. */
const createLazySocketLink = (endpoint: string): ApolloLink => {
  let loading: Promise<ApolloLink> | undefined;
  const load = async () => (await import("./socket-link")).createSocketLink(endpoint);
  return new ApolloLink((operation, forward) => from((loading ??= load())).pipe(switchMap((link) => link.request(operation, forward))));
};

/** Queries and mutations over HTTP, subscriptions over one lazy socket; both carry the session's cookie. */
export const createNetworkLink = (): ApolloLink =>
  ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    createLazySocketLink(ENDPOINT),
    new HttpLink({ uri: ENDPOINT, credentials: "include", fetch: fetchUnlessAsked }),
  );

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
