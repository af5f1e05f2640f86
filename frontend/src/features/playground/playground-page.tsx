import { FileText, GitCompareArrows } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { cn } from "@/shared/cn";
import { paths } from "@/shared/paths";
import { ContractPreview } from "./contract-preview";
import { ExperimentForm } from "./experiment-form";
import { chosenModel } from "./model-field";
import { PlaygroundChoicesDocument, type PlaygroundChoicesQuery, PlaygroundContractDocument } from "./playground.generated";
import { type Draft, draftFromSearch, searchFromDraft } from "./submission";
import { texts } from "./texts";
import { PageHeading } from "@/components/ui/page-heading";
import { headings } from "@/shared/headings";

const useDraft = (choices: PlaygroundChoicesQuery) => {
  const [search, setSearch] = useSearchParams();
  const [typed, setTyped] = useState(() => draftFromSearch(search));
  const known = choices.contracts.edges.map(({ node }) => node.id);
  const contractId = known.includes(typed.contractId) ? typed.contractId : (known[0] ?? "");
  const contract = useQuery(PlaygroundContractDocument, { variables: { id: contractId }, skip: contractId === "" });
  const chosen = chosenModel(contract.data?.providers ?? [], typed.model);
  const draft = {
    ...typed,
    contractId,
    model: chosen?.value ?? "",
    temperature: chosen?.model.temperature == null ? typed.temperature : String(chosen.model.temperature),
  };
  const jobIds = search.getAll("job");

  const keepInAddress = (kept: Draft, jobs: readonly string[], replace: boolean) => {
    const address = searchFromDraft(kept);
    for (const id of jobs) address.append("job", id);
    setSearch(address, { replace });
  };
  const handleChange = (change: Partial<Draft>) => {
    const next = { ...typed, contractId, ...change };
    setTyped(next);
    keepInAddress({ ...draft, ...change }, jobIds, true);
  };
  // The job before stays in the address, to be compared with.
  const handleSubmitted = (jobId: string) => keepInAddress(draft, [...jobIds.slice(-1), jobId], false);
  const handleBack = () => keepInAddress(draft, [], false);
  return { draft, contract, jobIds, handleChange, handleSubmitted, handleBack };
};

/** The button stands beneath a long form, the job that it starts beside the form's top: a job that was started is brought into view. */
const useShownJob = (jobId: string | undefined) => {
  const job = useRef<HTMLDivElement>(null);
  const shown = useRef(jobId);
  useEffect(() => {
    if (jobId !== shown.current) job.current?.scrollIntoView({ block: "start" });
    shown.current = jobId;
  }, [jobId]);
  return job;
};

type RenderJob = (jobId: string, beforeId: string | undefined) => ReactNode;

const JobBar = ({ jobIds, onBack }: { jobIds: readonly string[]; onBack: () => void }) => (
  <div className="flex flex-wrap items-center gap-2">
    <Button size="small" onClick={onBack}>
      <FileText aria-hidden />
      {texts.showContract}
    </Button>
    {jobIds.length > 1 && (
      <Button asChild size="small">
        <Link to={paths.compare.link(jobIds)}>
          <GitCompareArrows aria-hidden />
          {texts.compareWithBefore}
        </Link>
      </Button>
    )}
    <Link to={paths.job.link(jobIds.at(-1) ?? "")} className="ml-auto text-[13px] underline decoration-dotted underline-offset-4">
      {texts.openJob}
    </Link>
  </div>
);

const Playground = ({ choices, renderJob }: { choices: PlaygroundChoicesQuery; renderJob: RenderJob }) => {
  const { draft, contract, jobIds, handleChange, handleSubmitted, handleBack } = useDraft(choices);
  const preview = contract.data?.contract;
  const jobId = jobIds.at(-1);
  const job = useShownJob(jobId);
  return (
    <div className={cn("grid grid-cols-[minmax(0,1fr)] items-start gap-6", jobId === undefined ? "lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]" : "xl:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]")}>
      <ExperimentForm choices={choices} providers={contract.data?.providers ?? []} draft={draft} jobId={jobId} onChange={handleChange} onSubmitted={handleSubmitted} />
      {jobId !== undefined && (
        <div ref={job} className="grid min-w-0 scroll-mt-16 gap-4">
          <JobBar jobIds={jobIds} onBack={handleBack} />
          {renderJob(jobId, jobIds.at(-2))}
        </div>
      )}
      {jobId === undefined && contract.error && <ErrorState error={contract.error} onRetry={() => contract.refetch()} />}
      {jobId === undefined && !contract.error && (preview ? <ContractPreview contract={preview} /> : <SkeletonPage blocks={["h-96"]} />)}
    </div>
  );
};

const PlaygroundContent = ({ renderJob }: { renderJob: RenderJob }) => {
  const { data, error, refetch } = useQuery(PlaygroundChoicesDocument);
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />;
  if (!data) return <SkeletonPage blocks={["h-96", "h-40"]} />;
  if (data.contracts.edges.length === 0) {
    return (
      <EmptyState icon={FileText} title={texts.noContracts.title}>
        {texts.noContracts.hint}
      </EmptyState>
    );
  }
  return <Playground choices={data} renderJob={renderJob} />;
};

/** An experiment to set up, run and watch in one place; `renderJob` draws the job that it started. */
export const PlaygroundPage = ({ renderJob }: { renderJob: RenderJob }) => (
  <div className="grid gap-6">
    <PageHeading {...headings.playground} />
    <PlaygroundContent renderJob={renderJob} />
  </div>
);

PlaygroundPage.asks = [PlaygroundChoicesDocument];
