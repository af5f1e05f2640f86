import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { Notice } from "@/components/ui/notice";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useAction } from "@/shared/apollo/use-action";
import { useQuery } from "@/shared/apollo/use-query";
import { OnlyForMaintainers } from "./only-for";
import { ProviderKeyDialog } from "./provider-key-dialog";
import { ProviderKeysDocument, type ProviderKeysQuery, RemoveProviderCredentialDocument } from "./provider-keys.generated";
import { SettingsPage } from "./settings-card";
import { texts } from "./texts";
import { useViewer } from "./viewer";

type Provider = ProviderKeysQuery["providers"][number];
type Credential = NonNullable<NonNullable<ProviderKeysQuery["viewer"]>["organization"]["providerCredentials"]>["edges"][number]["node"];

const words = texts.providerKeys;

const KeyFacts = ({ credential }: { credential: Credential }) => (
  <>
    <div>
      {credential.label} <code className="font-mono text-xs text-ink-muted">····{credential.lastFour}</code>
    </div>
    <div className="text-ink-muted">
      {words.entered} <Ago iso={credential.createdAt} /> {credential.createdBy && words.by(credential.createdBy.displayName)} ·{" "}
      {credential.lastUsedAt ? (
        <>
          {words.used} <Ago iso={credential.lastUsedAt} />
        </>
      ) : (
        words.neverUsed
      )}
    </div>
  </>
);

const RemoveKey = ({ credential, title, onClose }: { credential: Credential; title: string; onClose: () => void }) => {
  const { run, isBusy, refusal } = useAction(RemoveProviderCredentialDocument, "ProviderCredentialRemoved", [ProviderKeysDocument]);
  const handleConfirm = async () => {
    if (await run({ id: credential.id })) onClose();
  };
  return (
    <Confirm title={words.removeTitle(title)} confirm={words.remove} isBusy={isBusy} refusal={refusal} onConfirm={() => void handleConfirm()} onClose={onClose}>
      {words.removeWords}
    </Confirm>
  );
};

type RowProps = { provider: Pick<Provider, "name" | "title">; credential: Credential | undefined; canManage: boolean };

const ProviderRow = ({ provider, credential, canManage }: RowProps) => {
  const [open, setOpen] = useState<"edit" | "remove">();
  const close = () => setOpen(undefined);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-4 text-[13px]">
      <div className="min-w-0 flex-1 basis-64">
        <h3 className="text-sm font-semibold">{provider.title}</h3>
        {credential ? <KeyFacts credential={credential} /> : <p className="text-ink-muted">{words.none}</p>}
      </div>
      {canManage && (
        <div className="flex gap-2">
          <Button size="small" aria-label={credential ? words.replaceNamed(provider.title) : words.addNamed(provider.title)} onClick={() => setOpen("edit")}>
            {credential ? words.replace : words.add}
          </Button>
          {credential && (
            <Button size="small" aria-label={words.removeNamed(provider.title)} onClick={() => setOpen("remove")}>
              {words.remove}
            </Button>
          )}
        </div>
      )}
      {open === "edit" && <ProviderKeyDialog provider={provider} label={credential?.label} onClose={close} />}
      {open === "remove" && credential && <RemoveKey credential={credential} title={provider.title} onClose={close} />}
    </li>
  );
};

/** Every provider that takes a key, and keys of providers that this server no longer offers. */
const rowsOf = (providers: readonly Provider[], credentials: readonly Credential[]) => {
  const known = providers.filter(({ takesAnyModel }) => takesAnyModel);
  const left = credentials.filter(({ provider }) => !known.some(({ name }) => name === provider));
  return [...known, ...left.map(({ provider }) => ({ name: provider, title: provider }))];
};

const ProviderList = () => {
  const canManage = useViewer().role === "ADMIN";
  const { data, error, refetch } = useQuery(ProviderKeysDocument, { fetchPolicy: "cache-and-network" });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  const connection = data?.viewer?.organization.providerCredentials;
  if (!data || !connection) return <SkeletonPage blocks={["h-20", "h-20", "h-20"]} />;
  const credentials = connection.edges.map(({ node }) => node);
  return (
    <Card>
      <ul className="divide-y divide-line">
        {rowsOf(data.providers, credentials).map((provider) => (
          <ProviderRow key={provider.name} provider={provider} credential={credentials.find((one) => one.provider === provider.name)} canManage={canManage} />
        ))}
      </ul>
    </Card>
  );
};

/** The organization's keys for model providers: entered, replaced, removed, never shown. */
export const ProviderKeysPage = () => {
  const { role } = useViewer();
  return (
    <SettingsPage title={texts.parts["provider-keys"]} documentTitle={texts.documentTitle(texts.parts["provider-keys"])} lead={words.lead}>
      <OnlyForMaintainers what={words.what}>
        {role === "MAINTAINER" && <Notice tone="info">{words.onlyAdmins}</Notice>}
        <ProviderList />
      </OnlyForMaintainers>
    </SettingsPage>
  );
};
