import { CircleCheck, CircleX, ShieldAlert, TrendingDown } from "lucide-react";
import { Link } from "react-router";
import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { paths } from "@/shared/paths";
import type { DashboardFinishedQuery } from "./dashboard.generated";
import { type Attention, changedContracts, failingRules, seriesOf } from "./series";
import { texts } from "./texts";

const LOOKS = {
  changed: { icon: TrendingDown, tone: "warn" },
  rules: { icon: ShieldAlert, tone: "bad" },
  failed: { icon: CircleX, tone: "bad" },
} as const;

type Item = { jobId: string; kind: keyof typeof LOOKS; title: string; at: string; words: string };

const itemOf = (found: Attention): Item => ({ ...found, words: texts.attention[found.kind](found.part, found.whole) });

const itemsOf = (data: DashboardFinishedQuery): Item[] => {
  const jobs = data.jobs.edges.map(({ node }) => node);
  const failed = data.failed.edges.map(({ node }) => ({ jobId: node.id, kind: "failed" as const, title: node.contract.title, at: node.createdAt, words: node.errorMessage ?? texts.attention.failedWithout }));
  return [...changedContracts(seriesOf(jobs)).map(itemOf), ...failingRules(jobs).map(itemOf), ...failed];
};

/** What asks for a person: contracts that changed, mandatory rules that are broken, jobs that failed. */
export const AttentionSection = ({ data }: { data: DashboardFinishedQuery }) => {
  const items = itemsOf(data);
  return (
    <Section title={texts.attention.title}>
      <Card>
        {items.length === 0 ? (
          <p className="flex items-center gap-2 px-4 py-3 text-[13px]">
            <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
            {texts.attention.none}
          </p>
        ) : (
          <ul className="divide-y divide-line">
            {items.map(({ jobId, kind, title, at, words }) => {
              const { icon: Icon, tone } = LOOKS[kind];
              return (
                <li key={`${kind}/${jobId}`} className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-[13px] hover:bg-hover">
                  <Badge tone={tone}>
                    <Icon aria-hidden />
                    {texts.attention.labels[kind]}
                  </Badge>
                  <Link to={paths.job.link(jobId)} className="font-medium after:absolute after:inset-0">
                    {title}
                  </Link>
                  <span className="min-w-0 break-words text-ink-muted">{words}</span>
                  <span className="ml-auto text-xs text-ink-muted">
                    <Ago iso={at} />
                  </span>
                </li>
              );
            })}
          </ul>
        )}
      </Card>
    </Section>
  );
};
