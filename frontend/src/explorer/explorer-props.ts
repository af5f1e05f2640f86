import type { Fetcher } from "@graphiql/toolkit";
import type { Example } from "./examples";

/** What both forms of the explorer are given: the examples, who carries an operation to the service, and how one form hands on what was written in it to the other. */
export type ExplorerProps = {
  examples: readonly Example[];
  fetcher: Fetcher;
  /** What was written in the other form before. */
  written?: Example;
  onWritten: (example: Example) => void;
};
