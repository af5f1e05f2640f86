import "graphiql/setup-workers/vite";
import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL } from "graphiql";
import { useTheme } from "@/shared/theme";
import type { Example } from "./examples";
import type { ExplorerProps } from "./explorer-props";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./explorer.css";

const plugins = [explorerPlugin()];

type FullExplorerProps = ExplorerProps & {
  isKept: boolean;
  /** What was written before, in the plain form; it is the tab in front. */
  written?: Example;
};

const isSame = (one: Example, other: Example): boolean => one.query === other.query && one.variables === other.variables;

/** GraphiQL with its documentation, completion and tabs. What a visitor typed is kept in this browser, once somebody is signed in. */
export const FullExplorer = ({ examples, fetcher, isKept, written }: FullExplorerProps) => (
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    defaultTabs={written ? [written, ...examples.filter((example) => !isSame(example, written))] : [...examples]}
    initialQuery={written?.query}
    initialVariables={written?.variables}
    forcedTheme={useTheme().theme}
    storage={isKept ? localStorage : sessionStorage}
    defaultEditorToolsVisibility="variables"
  />
);
