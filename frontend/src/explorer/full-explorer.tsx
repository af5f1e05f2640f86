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

const isSame = (one: Example, other: Example): boolean => one.query === other.query && (one.variables ?? "") === (other.variables ?? "");

/** GraphiQL with its documentation, completion and tabs. What was written in the plain form is the tab in front. What a visitor typed is kept in this browser, once somebody is signed in. */
export const FullExplorer = ({ examples, fetcher, isKept, written, onWritten }: ExplorerProps & { isKept: boolean }) => (
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    defaultTabs={written ? [written, ...examples.filter((example) => !isSame(example, written))] : [...examples]}
    initialQuery={written?.query}
    initialVariables={written?.variables}
    onTabChange={({ tabs, activeTabIndex }) => onWritten({ query: tabs[activeTabIndex]?.query ?? "", variables: tabs[activeTabIndex]?.variables ?? "" })}
    forcedTheme={useTheme().theme}
    storage={isKept ? localStorage : sessionStorage}
    defaultEditorToolsVisibility="variables"
  />
);
