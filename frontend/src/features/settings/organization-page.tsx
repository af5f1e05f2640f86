import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RefusalNotice } from "@/components/ui/refusal";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useAction } from "@/shared/apollo/use-action";
import { useQuery } from "@/shared/apollo/use-query";
import { faultsByField } from "@/shared/faults";
import { texts as sharedTexts } from "@/shared/texts";
import { DeleteOrganization } from "./delete-organization";
import { LeaveButton } from "./leave-button";
import { NewOrganization } from "./new-organization";
import { OrganizationsDocument, RenameOrganizationDocument } from "./organization.generated";
import { DoneNote, SettingsCard, SettingsForm, SettingsPage } from "./settings-card";
import { SettingsViewerDocument } from "./settings.generated";
import { SwitchButton } from "./switch-button";
import { texts } from "./texts";
import { useViewer } from "./viewer";

const words = texts.general;

const RenameForm = () => {
  const { organization, role } = useViewer();
  const [typed, setTyped] = useState(organization.name);
  const [isSaved, setIsSaved] = useState(false);
  const { run, isBusy, refusal } = useAction(RenameOrganizationDocument, "OrganizationRenamed", [SettingsViewerDocument, OrganizationsDocument]);
  const { fields } = faultsByField(refusal?.faults ?? [], ["name"]);
  const canRename = role === "ADMIN";

  const handleSubmit = async () => {
    setIsSaved(false);
    const outcome = await run({ name: typed });
    if (!outcome) return;
    setTyped(outcome.name);
    setIsSaved(true);
  };
  return (
    <SettingsForm
      title={words.name.title}
      words={words.name.words}
      onSubmit={handleSubmit}
      footer={
        <>
          <span className="text-xs text-ink-muted">{canRename ? isSaved && <DoneNote>{texts.saved}</DoneNote> : words.name.onlyAdmins}</span>
          {canRename && (
            <Button type="submit" size="small" variant="primary" disabled={isBusy || typed.trim() === organization.name}>
              {texts.save}
            </Button>
          )}
        </>
      }
    >
      {refusal && !fields.name && <RefusalNotice {...refusal} />}
      <Field label={words.name.label} faults={fields.name} className="max-w-sm">
        {(control) => <Input {...control} value={typed} maxLength={200} disabled={!canRename} onChange={({ target }) => setTyped(target.value)} />}
      </Field>
    </SettingsForm>
  );
};

const Organizations = () => {
  const { organization } = useViewer();
  const { data, error, refetch } = useQuery(OrganizationsDocument, { fetchPolicy: "cache-and-network" });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-14", "h-14"]} />;
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {(data.viewer?.organizations ?? []).map(({ id, name, isPersonal, role }) => (
        <li key={id} className="flex min-h-14 items-center gap-3 px-4 py-2 text-[13px]">
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium wrap-anywhere">{name}</span>
            <Badge>{sharedTexts.roles[role]}</Badge>
            {isPersonal && <Badge>{words.personal}</Badge>}
          </span>
          {id === organization.id && !(isPersonal && role === "ADMIN") && <LeaveButton name={name} />}
          {id === organization.id ? <Badge tone="good">{words.current}</Badge> : <SwitchButton id={id} name={name} />}
        </li>
      ))}
    </ul>
  );
};

/** The organization's name, and the viewer's other organizations. */
export const OrganizationPage = () => {
  const [isCreating, setIsCreating] = useState(false);
  const { organization, role } = useViewer();
  return (
    <SettingsPage title={texts.parts.organization} documentTitle={texts.documentTitle(texts.parts.organization)} lead={words.lead}>
      <RenameForm key={organization.id} />
      <SettingsCard
        title={words.yours.title}
        words={words.yours.words}
        footer={
          <Button size="small" className="ml-auto" onClick={() => setIsCreating(true)}>
            {words.create}
          </Button>
        }
      >
        <Organizations />
      </SettingsCard>
      {role === "ADMIN" && !organization.isPersonal && <DeleteOrganization name={organization.name} />}
      {isCreating && <NewOrganization onClose={() => setIsCreating(false)} />}
    </SettingsPage>
  );
};
