import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { formatCount, formatDay } from "@/shared/format";
import { Cell, DataTable, Row } from "./data-table";
import { texts } from "./texts";
import type { WebhooksQuery } from "./webhooks.generated";

type Delivery = NonNullable<NonNullable<WebhooksQuery["viewer"]>["organization"]["webhookDeliveries"]>["edges"][number]["node"];

const words = texts.webhooks;

const State = ({ delivery }: { delivery: Delivery }) => {
  if (delivery.deliveredAt) return <Badge tone="good">{words.states.delivered}</Badge>;
  if (delivery.attempts === 0) return <Badge>{words.states.waiting}</Badge>;
  return (
    <div className="grid justify-items-start gap-1">
      <Badge tone="warn">{words.states.failing}</Badge>
      <span className="text-xs wrap-anywhere text-ink-muted">{[delivery.lastStatus, delivery.lastError].filter(Boolean).join(" · ")}</span>
    </div>
  );
};

type Props = { deliveries: readonly Delivery[]; targets: readonly { id: string; url: string }[] };

/** What was sent, newest first: taken, waiting, or refused and to be sent again. */
export const WebhookDeliveries = ({ deliveries, targets }: Props) => (
  <Section title={words.deliveries}>
    {deliveries.length === 0 ? (
      <p className="text-[13px] text-ink-muted">{words.noDeliveries}</p>
    ) : (
      <DataTable label={words.deliveries} columns={Object.values(words.columns)}>
        {deliveries.map((delivery) => (
          <Row key={delivery.id}>
            <Cell>{words.to(formatDay(delivery.periodStart), formatDay(delivery.periodEnd))}</Cell>
            <Cell className="font-mono text-xs break-all">{targets.find(({ id }) => id === delivery.webhookId)?.url ?? words.removed}</Cell>
            <Cell>
              <State delivery={delivery} />
            </Cell>
            <Cell label={words.columns.attempts}>{formatCount(delivery.attempts)}</Cell>
            <Cell label={words.columns.next}>
              <Ago iso={delivery.deliveredAt ?? delivery.nextAttemptAt} />
            </Cell>
          </Row>
        ))}
      </DataTable>
    )}
  </Section>
);
