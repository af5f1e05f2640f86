import { Lock } from "lucide-react";
import { useParams, useSearchParams } from "react-router";
import { Workbench } from "@/components/editor/workbench";
import { MissingState } from "@/components/ui/missing-state";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { paths } from "@/shared/paths";
import schema from "./contract.schema.json";
import { ContractAuthorDocument, ContractDetailDocument } from "./contracts.generated";
import { copyDraft, newDraft, versionDraft } from "./draft";
import { MissingContract } from "./missing-contract";
import { texts } from "./texts";
import { TryContract } from "./try-contract";
import { useCheck, useSave } from "./use-contract-editor";

type EditorProps = { title: string; draft: string; versionOf?: string };

const ContractEditor = ({ title, draft, versionOf }: EditorProps) => {
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
        renderTrial={(text, format) => <TryContract text={text} format={format} />}
      />
    </div>
  );
};

/** The service checks and tries drafts of those alone who may save them, so a viewer is told so instead of writing in vain. */
const OnlyRead = () => <MissingState icon={Lock} texts={texts.onlyRead} to={paths.contracts.link()} />;

const StoredDraft = ({ contractId, isVersion }: { contractId: string; isVersion: boolean }) => {
  const { data, error, refetch } = useQuery(ContractDetailDocument, { variables: { id: contractId } });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-16", "h-96"]} />;
  if (!data.contract) return <MissingContract />;
  const { title, sourceText, source } = data.contract;
  if (data.viewer?.role === "VIEWER") return <OnlyRead />;
  return isVersion && source === "USER" ? (
    <ContractEditor title={texts.editor.versionOf(title)} draft={versionDraft(sourceText)} versionOf={contractId} />
  ) : (
    <ContractEditor title={texts.editor.copyOf(title)} draft={copyDraft(sourceText)} />
  );
};

const EmptyDraft = () => {
  const { data, error, refetch } = useQuery(ContractAuthorDocument);
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-16", "h-96"]} />;
  return data.viewer?.role === "VIEWER" ? <OnlyRead /> : <ContractEditor title={texts.create} draft={newDraft()} />;
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
