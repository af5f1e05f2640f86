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
      Organization: {
        fields: {
          members: relayStylePagination(),
          invitations: relayStylePagination(),
          apiKeys: relayStylePagination(),
          webhooks: relayStylePagination(),
          webhookDeliveries: relayStylePagination(),
          auditLog: relayStylePagination(["filter"]),
        },
      },
      Pins: { merge: true },
      Rule: { keyFields: false },
      Viewer: { merge: true },
    },
  });
