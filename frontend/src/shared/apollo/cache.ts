import { InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { possibleTypes } from "./possible-types";

export const createCache = (): InMemoryCache =>
  new InMemoryCache({
    possibleTypes,
    typePolicies: {
      Job: { fields: { runs: relayStylePagination() } },
      JobProgress: { merge: true },
      JobResult: { merge: true, fields: { metrics: { keyArgs: ["names"] } } },
      Pins: { merge: true },
      Rule: { keyFields: false },
      Viewer: { merge: true },
    },
  });
