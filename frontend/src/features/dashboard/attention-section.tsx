import { useQuery } from "@apollo/client/react";
import { CircleCheck, CircleX, Replace, ShieldAlert } from "lucide-react";
import { Link } from "react-router";
import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
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
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-[13px] hover:bg-hover">
      <Badge tone={tone}>
        <Icon aria-hidden />
        {texts.attention.labels[kind]}
      </Badge>
      <Link to={link} className="font-medium after:absolute after:inset-0">
        {title}
      </Link>
      <span className="min-w-0 break-words text-ink-muted">{words}</span>
      <span className="ml-auto text-xs text-ink-muted">
        <Ago iso={at} />
      </span>
    </li>
  );
};

const Lines = ({ items }: { items: readonly Item[] }) =>
  items.length === 0 ? (
    <p className="flex items-center gap-2 px-4 py-3 text-[13px]">
      <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
      {texts.attention.none}
    </p>
  ) : (
    <ul className="max-h-96 divide-y divide-line overflow-y-auto">
      {items.map((item) => (
        <Line key={item.key} item={item} />
      ))}
    </ul>
  );

/** What asks for a person: contracts that changed, mandatory rules that are broken, jobs that failed. */
export const AttentionSection = () => {
  const { data, error, refetch } = useQuery(DashboardAttentionDocument, { fetchPolicy: "cache-and-network" });
  return (
    <Section title={texts.attention.title}>
      {error && !data && <ErrorState error={error} onRetry={() => refetch()} />}
      {!error && !data && <Skeleton className="h-12" />}
      {data && (
        <Card>
          <Lines items={attentionItems(data.attention)} />
        </Card>
      )}
    </Section>
  );
};
