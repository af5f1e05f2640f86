import { ApolloLink, Observable } from "@apollo/client";
import { type ExecutionResult, execute, subscribe } from "graphql";
import type { MemoryService } from "./memory-service";

const isStream = (value: unknown): value is AsyncGenerator<ExecutionResult> => typeof value === "object" && value !== null && Symbol.asyncIterator in value;

/** A network that reaches a service in memory; while the service is unreachable it fails as a browser's does. */
export const createMemoryLink = (service: MemoryService): ApolloLink =>
  new ApolloLink(
    (operation) =>
      new Observable((observer) => {
        const request = { schema: service.schema, document: operation.query, variableValues: operation.variables, rootValue: service.root };
        let stream: AsyncGenerator<ExecutionResult> | undefined;
        const run = async () => {
          if (!service.isReachable) throw new TypeError("Failed to fetch");
          const isSubscription = operation.operationType === "subscription";
          const outcome = await (isSubscription ? subscribe(request) : execute(request));
          if (!isStream(outcome)) {
            observer.next(outcome as ApolloLink.Result);
          } else {
            stream = outcome;
            for await (const result of outcome) observer.next(result as ApolloLink.Result);
          }
          observer.complete();
        };
        run().catch((error: unknown) => observer.error(error));
        return () => void stream?.return(undefined);
      }),
  );
