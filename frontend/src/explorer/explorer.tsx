import { ArrowLeft, CloudOff } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState } from "@/components/ui/states";
import { paths } from "@/shared/paths";
import { examplesFor } from "./examples";
import { createFetcher } from "./fetcher";
import { PlainExplorer } from "./plain-explorer";
import type { Start } from "./start";
import { texts } from "./texts";
import { useChosenForm } from "./use-chosen-form";

const fetcher = createFetcher(paths.explorer);

/** Its editor is many times the script of everything else. */
const FullExplorer = lazy(async () => ({ default: (await import("./full-explorer")).FullExplorer }));

const Session = ({ email }: Pick<Start, "email">) => (
  <>
    <p className="ml-auto text-ink-muted" role="status">
      {email ? texts.signedInAs(email) : texts.signedOut}
    </p>
    {!email && (
      <a href={paths.signIn.link(paths.explorer)} className="font-medium text-accent underline">
        {texts.signIn}
      </a>
    )}
  </>
);

type Form = ReturnType<typeof useChosenForm>;

const FormButton = ({ isGraphiql, choose }: Pick<Form, "isGraphiql" | "choose">) => (
  <Button size="small" onClick={() => choose(!isGraphiql)}>
    {isGraphiql ? texts.plain : texts.graphiql}
  </Button>
);

const Bar = ({ start, form }: { start: Start | undefined; form?: Form }) => (
  <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-canvas px-4 py-2 text-[13px] text-ink">
    <a href={paths.playground.link()} className="flex items-center gap-1.5 text-ink-muted hover:text-ink [&_svg]:size-4">
      <ArrowLeft aria-hidden />
      {texts.back}
    </a>
    <h1 className="font-semibold">{texts.title}</h1>
    {start && form && <FormButton {...form} />}
    {start && <Session email={start.email} />}
  </header>
);

const Panes = ({ start, form: { isGraphiql, written, handleWritten } }: { start: Start; form: Form }) => {
  const given = { examples: examplesFor(start), fetcher, written, onWritten: handleWritten };
  return isGraphiql ? <FullExplorer {...given} isKept={start.email !== null} /> : <PlainExplorer {...given} />;
};

const WAITING = <SkeletonPage blocks={["h-8", "h-96"]} />;

/** Nobody answered the first question; asking it again begins anew. */
export const Unreachable = ({ onRetry }: { onRetry: () => void }) => (
  <div className="text-ink">
    <Bar start={undefined} />
    <main role="alert" className="p-4">
      <EmptyState
        icon={CloudOff}
        title={texts.unreachable}
        isWholePage
        action={
          <Button onClick={onRetry} size="small">
            {texts.retry}
          </Button>
        }
      >
        {texts.unreachableHint}
      </EmptyState>
    </main>
  </div>
);

/** The explorer on the viewer's session: a plain form that is there at once, or GraphiQL for who chose it. Undefined until the service has said who asks. */
export const Explorer = ({ start }: { start: Start | undefined }) => {
  const form = useChosenForm();
  return (
    <div className="flex h-dvh flex-col text-ink">
      <Bar start={start} form={form} />
      <main className="min-h-0 flex-1 overflow-auto">
        {start ? (
          <Suspense fallback={WAITING}>
            <Panes start={start} form={form} />
          </Suspense>
        ) : (
          WAITING
        )}
      </main>
    </div>
  );
};
