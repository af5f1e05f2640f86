import { Code, CodeLanguage } from "@/components/ui/code";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { formatCount, formatDollars, formatDuration } from "@/shared/format";
import { RunRequestDocument, type RunRequestQuery } from "./run-detail.generated";
import { texts } from "./texts";

type Requested = Extract<NonNullable<RunRequestQuery["node"]>, { __typename: "Run" }>;

const WORDS = texts.run.request;

const told = <Value,>(value: Value | null, format: (value: Value) => string): string => (value === null ? WORDS.unknown : format(value));
const asIs = (text: string) => text;

const factsOf = ({ usage, ...run }: Requested): readonly (readonly [string, string])[] => [
  [WORDS.served, told(run.servedModel, asIs)],
  [WORDS.fingerprint, told(run.systemFingerprint, asIs)],
  [WORDS.id, told(run.providerRequestId, asIs)],
  [WORDS.finish, told(run.finishReason, asIs)],
  [WORDS.tokensIn, told(usage.promptTokens, formatCount)],
  [WORDS.cached, told(usage.cachedTokens, formatCount)],
  [WORDS.tokensOut, told(usage.completionTokens, formatCount)],
  [WORDS.reasoning, told(usage.reasoningTokens, formatCount)],
  [WORDS.cost, told(usage.costUsd, formatDollars)],
  [WORDS.latency, told(usage.latencyMs, formatDuration)],
];

const Facts = ({ run }: { run: Requested }) => (
  <dl className="grid gap-x-8 rounded-md border border-line px-3 py-1 text-[13px] sm:grid-cols-2">
    {factsOf(run).map(([label, value]) => (
      <div key={label} className="flex justify-between gap-4 py-1">
        <dt className="text-ink-muted">{label}</dt>
        <dd className="min-w-0 text-right break-all tabular-nums">{value}</dd>
      </div>
    ))}
  </dl>
);

const Document = ({ title, of: document }: { title: string; of: unknown }) => (
  <div className="grid min-w-0 gap-2">
    <h3 className="text-[13px] font-medium">{title}</h3>
    <Code text={JSON.stringify(document, null, 2)} label={title} className="max-h-96" />
  </div>
);

/** What the provider was sent and answered, and what that took and cost; secrets are not among it. */
export const RunRequest = ({ runId }: { runId: string }) => {
  const { data, error, refetch } = useQuery(RunRequestDocument, { variables: { id: runId } });
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />;
  if (!data) return <SkeletonPage blocks={["h-40"]} />;
  if (data.node?.__typename !== "Run") return null;
  const run = data.node;
  return (
    <div className="grid gap-4">
      <Facts run={run} />
      <CodeLanguage value="json">
        {run.request === null && run.response === null && <p className="text-[13px] text-ink-muted">{WORDS.none}</p>}
        {run.request !== null && <Document title={WORDS.sent} of={run.request} />}
        {run.response !== null && <Document title={WORDS.received} of={run.response} />}
      </CodeLanguage>
    </div>
  );
};
