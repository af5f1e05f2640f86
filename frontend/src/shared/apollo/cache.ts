import { InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";

export const createCache = (): InMemoryCache =>
  new InMemoryCache({
    possibleTypes: {
      Node: ["User", "Organization", "Contract", "RestrictionSet", "Job", "Run"],
      Problem: ["InvalidInput", "NotFound", "NotSignedIn", "NotAllowed", "InvalidCredentials", "Unavailable"],
    },
    typePolicies: {
      Query: { fields: { jobs: relayStylePagination(["filter"]) } },
      Job: { fields: { runs: relayStylePagination() } },
      JobProgress: { merge: true },
      JobResult: { merge: true, fields: { metrics: { keyArgs: ["names"] } } },
      Pins: { merge: true },
      Rule: { keyFields: false },
      Viewer: { merge: true },
    },
  });
