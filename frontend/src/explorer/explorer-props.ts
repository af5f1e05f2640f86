import type { Fetcher } from "@graphiql/toolkit";
import type { Example } from "./examples";

/** What both forms of the explorer are given: what to begin with, and who carries an operation to the service. */
export type ExplorerProps = { examples: readonly Example[]; fetcher: Fetcher };
