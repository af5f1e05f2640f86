import { useParams, useSearchParams } from "react-router";
import { Workbench } from "@/components/editor/workbench";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import schema from "./contract.schema.json";
import { ContractAuthorDocument, ContractDetailDocument } from "./contracts.generated";
import { copyDraft, newDraft, versionDraft } from "./draft";
import { MissingContract } from "./missing-contract";
import { texts } from "./texts";
import { TryContract } from "./try-contract";
import { useCheck, useSave } from "./use-contract-editor";

type EditorProps = { title: string; draft: string; versionOf?: string; canWrite: boolean };

const ContractEditor = ({ title, draft, versionOf, canWrite }: EditorProps) => {
  const check = useCheck();
  const save = useSave(versionOf);
  return (
    <div className="grid min-w-0 gap-6">
      <title>{`${title} · Skyt`}</title>
      <header>
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p className="max-w-3xl text-[13px] text-ink-muted">{texts.editor.lead}</p>
      </header>
      <Workbench
        label={texts.editor.label}
        draft={draft}
        schema={schema}
        check={check}
        saveLabel={versionOf ? texts.editor.saveVersion : texts.editor.save}
        save={save}
        cannotSave={canWrite ? undefined : texts.viewerCannot}
        renderTrial={(text, format) => <TryContract text={text} format={format} />}
      />
    </div>
  );
};

const StoredDraft = ({ contractId, isVersion }: { contractId: string; isVersion: boolean }) => {
  const { data, error, refetch } = useQuery(ContractDetailDocument, { variables: { id: contractId } });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-16", "h-96"]} />;
  if (!data.contract) return <MissingContract />;
  const { title, sourceText, source } = data.contract;
  const canWrite = data.viewer?.role !== "VIEWER";
  return isVersion && source === "USER" ? (
    <ContractEditor title={texts.editor.versionOf(title)} draft={versionDraft(sourceText)} versionOf={contractId} canWrite={canWrite} />
  ) : (
    <ContractEditor title={texts.editor.copyOf(title)} draft={copyDraft(sourceText)} canWrite={canWrite} />
  );
};

const EmptyDraft = () => {
  const { data, error, refetch } = useQuery(ContractAuthorDocument);
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-16", "h-96"]} />;
  return <ContractEditor title={texts.create} draft={newDraft()} canWrite={data.viewer?.role !== "VIEWER"} />;
};

/** Write a new contract; with `?from=` in the address it begins as a copy of that one. */
export const NewContractPage = () => {
  const [parameters] = useSearchParams();
  const from = parameters.get("from");
  return from ? <StoredDraft key={from} contractId={from} isVersion={false} /> : <EmptyDraft />;
};

/** Write the next version of one of the organization's contracts. */
export const NewContractVersionPage = () => {
  const { contractId = "" } = useParams();
  return <StoredDraft key={contractId} contractId={contractId} isVersion />;
};
