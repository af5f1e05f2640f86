import { useParams, useSearchParams } from "react-router";
import { Workbench } from "@/components/editor/workbench";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { copyDraft, newDraft, versionDraft } from "./draft";
import { RestrictionAuthorDocument, RestrictionSetDraftDocument } from "./editor.generated";
import { MissingSet } from "./missing-set";
import schema from "./restriction-set.schema.json";
import { texts } from "./texts";
import { TryPanel } from "./try-panel";
import { useCheck, useSave } from "./use-restriction-editor";

type EditorProps = { title: string; draft: string; versionOf?: string; canWrite: boolean };

const SetEditor = ({ title, draft, versionOf, canWrite }: EditorProps) => {
  const check = useCheck(canWrite);
  const save = useSave(versionOf);
  return (
    <div className="grid min-w-0 gap-6">
      <title>{`${title} · Skyt`}</title>
      <header>
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p className="max-w-3xl text-[13px] text-ink-muted">{canWrite ? texts.editor.lead : texts.editor.tryLead}</p>
      </header>
      <Workbench
        label={texts.editor.document}
        draft={draft}
        schema={schema}
        check={check}
        saveLabel={versionOf ? texts.editor.saveVersion : texts.editor.save}
        save={save}
        cannotSave={canWrite ? undefined : texts.viewerCannot}
        renderTrial={(text, format) => <TryPanel text={text} format={format} />}
      />
    </div>
  );
};

const StoredDraft = ({ setId, isVersion }: { setId: string; isVersion: boolean }) => {
  const { data, error, refetch } = useQuery(RestrictionSetDraftDocument, { variables: { id: setId } });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-16", "h-96"]} />;
  if (data.node?.__typename !== "RestrictionSet") return <MissingSet />;
  const { title, document, source } = data.node;
  const canWrite = data.viewer?.role !== "VIEWER";
  if (!canWrite) return <SetEditor title={texts.editor.tryOf(title)} draft={copyDraft(document)} canWrite={false} />;
  return isVersion && source === "USER" ? (
    <SetEditor title={texts.editor.versionOf(title)} draft={versionDraft(document)} versionOf={setId} canWrite />
  ) : (
    <SetEditor title={texts.editor.copyOf(title)} draft={copyDraft(document)} canWrite />
  );
};

const EmptyDraft = () => {
  const { data, error, refetch } = useQuery(RestrictionAuthorDocument);
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-16", "h-96"]} />;
  const canWrite = data.viewer?.role !== "VIEWER";
  return <SetEditor title={canWrite ? texts.editor.create : texts.editor.tryNew} draft={newDraft()} canWrite={canWrite} />;
};

/** Write a new set; with `?from=` in the address it begins as a copy of that set. */
export const NewRestrictionSetPage = () => {
  const [parameters] = useSearchParams();
  const from = parameters.get("from");
  return from ? <StoredDraft key={from} setId={from} isVersion={false} /> : <EmptyDraft />;
};

/** Write the next version of one of the organization's sets. */
export const NewVersionPage = () => {
  const { restrictionSetId = "" } = useParams();
  return <StoredDraft key={restrictionSetId} setId={restrictionSetId} isVersion />;
};
