import { createGraphiQLFetcher, type Fetcher } from "@graphiql/toolkit";
import { type DocumentNode, GraphQLError, Kind, parse } from "graphql";
import { createClient } from "graphql-ws";
import { socketAddress } from "@/shared/apollo/socket-address";

const parsed = (query: string): DocumentNode | undefined => {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
};

/** The name of the operation to run: the one asked for, unless the document holds a single other one. */
export const operationNameIn = (document: DocumentNode, asked?: string | null): string | undefined => {
  const names = document.definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : []));
  return names.length === 1 ? names[0] : (asked ?? undefined);
};

/**
 * Carry operations to the service with the viewer's session, subscriptions over a socket.
 *
 * Just after a change of tabs GraphiQL still names the operation of the tab before, so the name is read from what is sent.
 */
export const createFetcher = (endpoint: string): Fetcher => {
  const carry = createGraphiQLFetcher({
    url: endpoint,
    fetch: (address, options) => fetch(address, { ...options, credentials: "include" }),
    wsClient: createClient({ url: () => socketAddress(endpoint) }),
  });
  return (request, options) => {
    const document = parsed(request.query);
    if (!document) return carry(request, options);
    return carry({ ...request, operationName: operationNameIn(document, request.operationName) }, { ...options, documentAST: document });
  };
};
