import { NetworkStatus } from "@apollo/client";
import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useAction } from "@/shared/apollo/use-action";
import { useQuery } from "@/shared/apollo/use-query";
import { MoreButton } from "./more-button";
import { NewWebhook } from "./new-webhook";
import { OnlyForAdmins } from "./only-for";
import { SettingsPage } from "./settings-card";
import { texts } from "./texts";
import { useViewer } from "./viewer";
import { WebhookDeliveries } from "./webhook-deliveries";
import { RemoveWebhookDocument, WebhooksDocument, type WebhooksQuery } from "./webhooks.generated";

type Webhook = NonNullable<NonNullable<WebhooksQuery["viewer"]>["organization"]["webhooks"]>["edges"][number]["node"];

const words = texts.webhooks;

const RemoveWebhook = ({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) => {
  const { run, isBusy, refusal } = useAction(RemoveWebhookDocument, "WebhookRemoved", [WebhooksDocument]);
  const handleConfirm = async () => {
    if (await run({ id: webhook.id })) onClose();
  };
  return (
    <Confirm title={words.removeTitle} confirm={words.remove} isBusy={isBusy} refusal={refusal} onConfirm={() => void handleConfirm()} onClose={onClose}>
      {words.removeWords(webhook.url)}
    </Confirm>
  );
};

const WebhookRow = ({ webhook }: { webhook: Webhook }) => {
  const [isRemoving, setIsRemoving] = useState(false);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5 text-[13px]">
      <div className="min-w-0 flex-1 basis-64">
        <div className="font-mono text-xs font-medium break-all">{webhook.url}</div>
        <div className="text-ink-muted">
          {words.since} <Ago iso={webhook.createdAt} />
        </div>
      </div>
      <Badge>{words.periods[webhook.period]}</Badge>
      <Button size="small" aria-label={words.removeNamed(webhook.url)} onClick={() => setIsRemoving(true)}>
        {words.remove}
      </Button>
      {isRemoving && <RemoveWebhook webhook={webhook} onClose={() => setIsRemoving(false)} />}
    </li>
  );
};

const WebhookList = () => {
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(WebhooksDocument, { fetchPolicy: "cache-and-network", notifyOnNetworkStatusChange: true });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  const { webhooks, webhookDeliveries } = data?.viewer?.organization ?? {};
  if (!webhooks || !webhookDeliveries) return <SkeletonPage blocks={["h-16", "h-40"]} />;
  const targets = webhooks.edges.map(({ node }) => node);
  if (targets.length === 0) {
    return (
      <EmptyState icon={WebhookIcon} title={words.none.title}>
        {words.none.hint}
      </EmptyState>
    );
  }
  return (
    <>
      <Card>
        <ul className="divide-y divide-line">
          {targets.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      </Card>
      <WebhookDeliveries deliveries={webhookDeliveries.edges.map(({ node }) => node)} targets={targets} />
      <MoreButton pageInfo={webhookDeliveries.pageInfo} isFetching={networkStatus === NetworkStatus.fetchMore} onMore={(after) => void fetchMore({ variables: { after } })} />
    </>
  );
};

/** Addresses that are told of the organization's usage, and how that went. */
export const WebhooksPage = () => {
  const [isCreating, setIsCreating] = useState(false);
  const canManage = useViewer().role === "ADMIN";
  return (
    <SettingsPage
      title={texts.parts.webhooks}
      documentTitle={texts.documentTitle(texts.parts.webhooks)}
      lead={words.lead}
      actions={
        canManage && (
          <Button size="small" variant="primary" onClick={() => setIsCreating(true)}>
            <Plus aria-hidden />
            {words.create}
          </Button>
        )
      }
    >
      <OnlyForAdmins what={words.what}>
        <WebhookList />
      </OnlyForAdmins>
      {isCreating && <NewWebhook onClose={() => setIsCreating(false)} />}
    </SettingsPage>
  );
};
