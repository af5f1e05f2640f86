import { ApolloClient, ApolloLink } from "@apollo/client";
import { createCache } from "./cache";
import { createSessionLink } from "./links";
import { createReachabilityLink } from "./reachability";

/** The one client of the page, over the given network; `onSignedOut` is called when the service asks for a session. */
export const createApolloClient = (network: ApolloLink, onSignedOut: () => void): ApolloClient =>
  new ApolloClient({
    link: ApolloLink.from([createReachabilityLink(), createSessionLink(onSignedOut), network]),
    cache: createCache(),
    dataMasking: true,
  });
