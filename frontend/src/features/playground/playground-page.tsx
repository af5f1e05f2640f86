import { useQuery } from "@apollo/client/react";
import { FileText } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { ContractPreview } from "./contract-preview";
import { ExperimentForm } from "./experiment-form";
import { modelChoices } from "./model-field";
import { PlaygroundChoicesDocument, type PlaygroundChoicesQuery, PlaygroundContractDocument } from "./playground.generated";
import { draftFromSearch } from "./submission";
import { texts } from "./texts";

const useDraft = (choices: PlaygroundChoicesQuery) => {
  const [search, setSearch] = useSearchParams();
  const [typed, setTyped] = useState(() => draftFromSearch(search));
  const known = choices.contracts.edges.map(({ node }) => node.id);
  const contractId = known.includes(typed.contractId) ? typed.contractId : (known[0] ?? "");
  const contract = useQuery(PlaygroundContractDocument, { variables: { id: contractId }, skip: contractId === "" });
  const models = modelChoices(contract.data?.providers ?? []);
  const chosen = models.find(({ value }) => value === typed.model) ?? models[0];
  const draft = {
    ...typed,
    contractId,
    model: chosen?.value ?? "",
    temperature: chosen?.model.temperature == null ? typed.temperature : String(chosen.model.temperature),
  };

  const handleChange = (change: Partial<typeof draft>) => {
    setTyped({ ...typed, contractId, ...change });
    if (change.contractId) setSearch({ contract: change.contractId }, { replace: true, preventScrollReset: true });
  };
  return { draft, contract, handleChange };
};

const Playground = ({ choices }: { choices: PlaygroundChoicesQuery }) => {
  const { draft, contract, handleChange } = useDraft(choices);
  const preview = contract.data?.contract;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <ExperimentForm choices={choices} providers={contract.data?.providers ?? []} draft={draft} onChange={handleChange} />
      {contract.error && <ErrorState error={contract.error} onRetry={() => contract.refetch()} />}
      {!contract.error && (preview ? <ContractPreview contract={preview} /> : <SkeletonPage blocks={["h-96"]} />)}
    </div>
  );
};

const PlaygroundContent = () => {
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
  return <Playground choices={data} />;
};

export const PlaygroundPage = () => (
  <div className="grid gap-6">
    <title>{texts.documentTitle}</title>
    <header>
      <h1 className="text-xl font-semibold tracking-tight">{texts.title}</h1>
      <p className="text-[13px] text-ink-muted">{texts.lead}</p>
    </header>
    <PlaygroundContent />
  </div>
);
