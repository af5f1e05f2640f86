import type { ReactNode } from "react";
import { Card, Section } from "@/components/ui/card";
import { Code, CodeLanguage } from "@/components/ui/code";
import { CopyButton } from "@/components/ui/copy-button";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useQuery } from "@/shared/apollo/use-query";
import { formatCount, formatDecimal, formatMoment } from "@/shared/format";
import { JobConfigurationDocument } from "./configuration.generated";
import { asCommand, asCurl, asGraphql, type Configured } from "./copy-as";
import { texts } from "./texts";

const Hash = ({ of: hash }: { of: string }) => <code className="font-mono text-xs break-all text-ink-muted">{hash}</code>;

const Line = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="grid gap-x-4 px-4 py-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
    <dt className="text-[13px] text-ink-muted">{label}</dt>
    <dd className="min-w-0 text-[13px] break-words">{children}</dd>
  </div>
);

const shown = (value: number | null): string => (value === null ? texts.none : formatDecimal(value));

const endpointLines = (endpoint: Configured["pins"]["endpoint"]): [string, string][] =>
  endpoint
    ? [
        [texts.configuration.endpoint, endpoint.url],
        [texts.configuration.body, JSON.stringify(endpoint.body)],
        [texts.configuration.responsePath, endpoint.responsePath || texts.configuration.wholeAnswer],
        [texts.configuration.keyHeader, endpoint.keyHeader],
      ]
    : [];

const pinsOf = ({ pins }: Configured): [string, string][] => {
  return [
    [texts.facts.model, `${pins.provider} / ${pins.model}`],
    [texts.facts.temperature, formatDecimal(pins.temperature)],
    [texts.configuration.topP, shown(pins.topP)],
    [texts.facts.seed, pins.seed === null ? texts.none : String(pins.seed)],
    [texts.configuration.maxTokens, shown(pins.maxTokens)],
    [texts.configuration.stop, pins.stop.join(", ") || texts.none],
    [texts.configuration.systemPrompt, pins.systemPrompt ?? texts.configuration.contractsOwn],
    ...endpointLines(pins.endpoint),
  ];
};

const Facts = ({ job }: { job: Configured }) => (
  <Card>
    <dl className="divide-y divide-line/60">
      <Line label={texts.configuration.contract}>
        {job.contract.name} · {job.contract.version} <Hash of={job.contract.contentHash} />
      </Line>
      {job.restrictionSets.map((set) => (
        <Line key={set.id} label={texts.configuration.set}>
          {set.name} · {set.version} <Hash of={set.contentHash} />
        </Line>
      ))}
      {pinsOf(job).map(([label, value]) => (
        <Line key={label} label={label}>
          {value}
        </Line>
      ))}
      <Line label={texts.facts.runs}>{formatCount(job.numRuns)}</Line>
      <Line label={texts.configuration.by}>
        {[job.createdBy?.displayName || job.createdBy?.email, formatMoment(job.createdAt)].filter(Boolean).join(", ")}
      </Line>
      {job.result && <Line label={texts.configuration.engine}>{job.result.engineVersion}</Line>}
      <Line label={texts.configuration.whole}>
        <Hash of={job.configHash} />
      </Line>
    </dl>
  </Card>
);

const CopyAs = ({ job }: { job: Configured }) => {
  const server = window.location.origin;
  const ways = [
    { value: "cli", label: texts.copyAs.cli, text: asCommand(job, server) },
    { value: "graphql", label: texts.copyAs.graphql, text: asGraphql(job) },
    { value: "curl", label: texts.copyAs.curl, text: asCurl(job, server) },
  ];
  return (
    <Tabs defaultValue="cli" className="min-w-0 print:hidden">
      <TabsList>
        {ways.map(({ value, label }) => (
          <TabsTrigger key={value} value={value}>
            {label}
          </TabsTrigger>
        ))}
      </TabsList>
      {ways.map(({ value, label, text }) => (
        <TabsContent key={value} value={value} className="grid justify-items-start gap-2">
          <CodeLanguage value="none">
            <Code text={text} label={texts.copyAs.of(label)} className="max-h-80 w-full" />
          </CodeLanguage>
          <CopyButton text={text} label={texts.run.copy} />
        </TabsContent>
      ))}
    </Tabs>
  );
};

/** Everything that fixes the job, with the hashes that prove it, and how to run the same again from elsewhere. */
export const ConfigurationSection = ({ jobId }: { jobId: string }) => {
  const { data, error, refetch } = useQuery(JobConfigurationDocument, { variables: { id: jobId } });
  if (error && !data) return <ErrorState error={error} onRetry={() => refetch()} />;
  if (!data?.job) return <SkeletonPage blocks={["h-64"]} />;
  return (
    <Section title={texts.configuration.title} note={texts.configuration.note}>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Facts job={data.job} />
        <Section title={texts.copyAs.title} className="lg:mt-[-0.25rem] print:hidden">
          <CopyAs job={data.job} />
        </Section>
      </div>
    </Section>
  );
};
