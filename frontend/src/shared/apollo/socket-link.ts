import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient } from "graphql-ws";
import { socketAddress } from "./socket-address";
import { setSocketOpen } from "./socket-state";

/** Subscriptions over one lazy socket; it carries the session's cookie. */
export const createSocketLink = (endpoint: string): GraphQLWsLink =>
  new GraphQLWsLink(
    createClient({
      url: () => socketAddress(endpoint),
      keepAlive: 10_000,
      on: { connected: () => setSocketOpen(true), closed: () => setSocketOpen(false) },
      // A subscription is resumed by its owner, who knows the number of the last event; the socket must not replay it.
      retryAttempts: 0,
    }),
  );
