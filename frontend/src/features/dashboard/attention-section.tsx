import { CircleCheck, CircleX, Replace, ShieldAlert } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useLiveList } from "@/shared/apollo/use-live-list";
import { useQuery } from "@/shared/apollo/use-query";
import { attentionItems, type Item } from "./attention-items";
import { DashboardAttentionDocument } from "./dashboard.generated";
import { texts } from "./texts";

const LOOKS = {
  changed: { icon: Replace, tone: "warn" },
  rules: { icon: ShieldAlert, tone: "bad" },
  failed: { icon: CircleX, tone: "bad" },
} as const;

const Line = ({ item: { kind, title, at, words, link } }: { item: Item }) => {
  const { icon: Icon, tone } = LOOKS[kind];
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-1 px-4 py-2.5 text-[13px] hover:bg-hover sm:grid-cols-[6rem_minmax(0,1fr)_auto]">
      <Badge tone={tone} className="justify-self-start max-sm:order-1">
        <Icon aria-hidden />
        {texts.attention.labels[kind]}
      </Badge>
      <div className="min-w-0 max-sm:order-3 max-sm:col-span-2">
        <Link to={link} className="font-medium after:absolute after:inset-0">
          {title}
        </Link>
        <p className="break-words text-ink-muted">{words}</p>
      </div>
      <span className="text-xs whitespace-nowrap text-ink-muted max-sm:order-2">
        <Ago iso={at} />
      </span>
    </li>
  );
};

const SHOWN_AT_FIRST = 8;

const Lines = ({ items }: { items: readonly Item[] }) => {
  const [isComplete, setIsComplete] = useState(false);
  const shown = isComplete ? items : items.slice(0, SHOWN_AT_FIRST);
  if (items.length === 0) {
    return (
      <p className="flex items-center gap-2 px-4 py-3 text-[13px]">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
        {texts.attention.none}
      </p>
    );
  }
  return (
    <>
      <ul className="divide-y divide-line">
        {shown.map((item) => (
          <Line key={item.key} item={item} />
        ))}
      </ul>
      {shown.length < items.length && (
        <div className="border-t border-line p-1.5">
          <Button variant="ghost" size="small" onClick={() => setIsComplete(true)}>
            {texts.attention.all(items.length)}
          </Button>
        </div>
      )}
    </>
  );
};

/** What asks for a person: contracts that changed, mandatory rules that are broken, jobs that failed. */
export const AttentionSection = () => {
  const attention = useQuery(DashboardAttentionDocument, { fetchPolicy: "cache-and-network" });
  const { data, error, refetch } = attention;
  useLiveList(attention, false);
  return (
    <Section title={texts.attention.title}>
      {error && !data && <ErrorState error={error} onRetry={() => refetch()} />}
      {!error && !data && <Skeleton className="h-48" />}
      {data && (
        <Card>
          <Lines items={attentionItems(data.attention)} />
        </Card>
      )}
    </Section>
  );
};
