import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL } from "graphiql";
import { ArrowLeft } from "lucide-react";
import { paths } from "@/shared/paths";
import { useTheme } from "@/shared/theme";
import { examplesFor } from "./examples";
import { createFetcher } from "./fetcher";
import type { Start } from "./start";
import { texts } from "./texts";

const fetcher = createFetcher(paths.explorer);

const plugins = [explorerPlugin()];

const Bar = ({ email }: Pick<Start, "email">) => (
  <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-canvas px-4 py-2 text-[13px] text-ink">
    <a href={paths.playground.link()} className="flex items-center gap-1.5 text-ink-muted hover:text-ink [&_svg]:size-4">
      <ArrowLeft aria-hidden />
      {texts.back}
    </a>
    <h1 className="font-semibold">{texts.title}</h1>
    <p className="ml-auto text-ink-muted" role="status">
      {email ? texts.signedInAs(email) : texts.signedOut}
    </p>
    {!email && (
      <a href={paths.signIn.link(paths.explorer)} className="font-medium text-accent underline">
        {texts.signIn}
      </a>
    )}
  </header>
);

/** GraphiQL on the viewer's session. What a visitor typed is kept in this browser, once somebody is signed in. */
export const Explorer = ({ start }: { start: Start }) => (
  <div className="flex h-dvh flex-col">
    <Bar email={start.email} />
    <main className="min-h-0 flex-1">
      <GraphiQL
        fetcher={fetcher}
        plugins={plugins}
        defaultTabs={examplesFor(start)}
        forcedTheme={useTheme().theme}
        storage={start.email ? localStorage : sessionStorage}
        defaultEditorToolsVisibility="variables"
      />
    </main>
  </div>
);
