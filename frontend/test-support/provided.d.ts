import "vitest";

declare module "vitest" {
  export interface ProvidedContext {
    /** The text of schema.graphql. */
    schemaText: string;
    /** Where the service under test answers, for the stories in a browser. */
    baseUrl: string;
  }
}
