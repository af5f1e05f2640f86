import { Link, useParams, useSearchParams } from "react-router";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Code, CodeLanguage } from "@/components/ui/code";
import { Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SideBySide } from "@/components/ui/side-by-side";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { formatMoment, formatPercent } from "@/shared/format";
import { paths } from "@/shared/paths";
import { texts as sharedTexts } from "@/shared/texts";
import { ContractDetailDocument, type ContractDetailQuery } from "./contracts.generated";
import { domainOf } from "./draft";
import { MissingContract } from "./missing-contract";
import { texts } from "./texts";

type Contract = NonNullable<ContractDetailQuery["contract"]>;

const Header = ({ contract, canWrite }: { contract: Contract; canWrite: boolean }) => (
  <header className="grid gap-3">
    <div className="flex flex-wrap items-center gap-2">
      <h1 className="mr-auto text-xl font-semibold tracking-tight">{contract.title}</h1>
      {canWrite && (
        <Button asChild size="small">
          <Link to={paths.newContract.link(contract.id)}>{texts.copy}</Link>
        </Button>
      )}
      {canWrite && contract.source === "USER" && (
        <Button asChild size="small" variant="primary">
          <Link to={paths.newContractVersion.link(contract.id)}>{texts.newVersion}</Link>
        </Button>
      )}
    </div>
    <div className="flex flex-wrap gap-2">
      <Badge>
        {contract.name} · {contract.version}
      </Badge>
      <Badge>{texts.sources[contract.source]}</Badge>
      <Badge>{sharedTexts.kinds[contract.kind]}</Badge>
    </div>
    {!canWrite && <Notice tone="info">{texts.viewerCannot}</Notice>}
    {contract.deprecation && <Notice tone="sample">{texts.deprecatedBecause(contract.deprecation)}</Notice>}
  </header>
);

const Versions = ({ contract }: { contract: Contract }) => {
  const [parameters, setParameters] = useSearchParams();
  const other = contract.versions.find(({ id }) => id === parameters.get("against"));
  const others = contract.versions.filter(({ id }) => id !== contract.id);
  const choice = others.length > 0 && (
    <label className="flex items-center gap-2 text-[13px] print:hidden">
      {texts.compareWith}
      <Select fit="compact" value={other?.id ?? ""} onChange={({ target }) => setParameters(target.value ? { against: target.value } : {}, { replace: true })}>
        <option value="">{texts.nothing}</option>
        {others.map(({ id, version }) => (
          <option key={id} value={id}>
            {version}
          </option>
        ))}
      </Select>
    </label>
  );
  return (
    <Section title={texts.versions} actions={choice}>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {contract.versions.map(({ id, version, deprecation, createdAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-2 px-4 py-2 text-[13px]">
            {id === contract.id ? <span className="font-medium">{version}</span> : <Link to={paths.contract.link(id)} className="font-medium text-accent underline">{version}</Link>}
            {id === contract.id && <Badge tone="accent">{texts.shown}</Badge>}
            {deprecation && <Badge tone="warn">{texts.deprecated}</Badge>}
            <span className="ml-auto text-xs text-ink-muted">{formatMoment(createdAt)}</span>
          </li>
        ))}
      </ul>
      {other && (
        <SideBySide
          left={other.sourceText}
          right={contract.sourceText}
          leftTitle={other.version}
          rightTitle={contract.version}
          label={texts.changes(other.version, contract.version)}
        />
      )}
    </Section>
  );
};

const Tests = ({ contract: { oracleTests, requiredPassRate } }: { contract: Contract }) => (
  <Section title={texts.tests} note={String(oracleTests.length)}>
    {oracleTests.length === 0 ? (
      <p className="text-[13px]">{texts.noTests}</p>
    ) : (
      <>
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {oracleTests.map(({ description, call, expected }) => (
            <li key={call + description} className="px-4 py-2 text-[13px]">
              {description}
              <code className="block font-mono text-xs break-words text-ink-muted">
                {call} <span aria-hidden>→</span> {expected}
              </code>
            </li>
          ))}
        </ul>
        <p className="text-xs text-ink-muted">{texts.requiredPassRate(formatPercent(requiredPassRate))}</p>
      </>
    )}
  </Section>
);

const Prompt = ({ title, text }: { title: string; text: string }) => (
  <Section title={title}>
    <p className="rounded-lg border border-line bg-surface p-4 text-[13px] break-words whitespace-pre-wrap">{text}</p>
  </Section>
);

/** One version of a contract: prompt, tests, domain, its document and its other versions. */
export const ContractPage = () => {
  const { contractId = "" } = useParams();
  const { data, error, refetch } = useQuery(ContractDetailDocument, { variables: { id: contractId } });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-16", "h-24", "h-96"]} />;
  const { contract } = data;
  if (!contract) return <MissingContract />;
  const domain = domainOf(contract.sourceText);
  return (
    <div key={contract.id} className="grid min-w-0 gap-8">
      <title>{`${contract.title} · Skyt`}</title>
      <Header contract={contract} canWrite={data.viewer?.role !== "VIEWER"} />
      <Prompt title={texts.prompt} text={contract.prompt} />
      {contract.systemPrompt && <Prompt title={texts.systemPrompt} text={contract.systemPrompt} />}
      <Tests contract={contract} />
      <CodeLanguage value="yaml">
        {domain !== null && (
          <Section title={texts.domain}>
            <Code text={domain} label={texts.domainOf(contract.title)} />
          </Section>
        )}
        <Versions contract={contract} />
        <Section title={texts.document}>
          <Code text={contract.sourceText} label={texts.documentOf(contract.title)} className="max-h-128" />
        </Section>
      </CodeLanguage>
    </div>
  );
};

ContractPage.asks = [ContractDetailDocument];
