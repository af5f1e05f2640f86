import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { cn } from "@/shared/cn";
import { texts } from "./texts";
import type { UsageQuery } from "./usage.generated";

type Quota = NonNullable<UsageQuery["viewer"]>["organization"]["quota"];
type Limit = Quota["limits"][number];

const words = texts.usage;
const NEARLY = 0.8;

const toneOf = (share: number): string => {
  if (share >= 1) return "bg-bad";
  return share >= NEARLY ? "bg-warn" : "bg-accent";
};

const LimitRow = ({ limit: { quota, limit, used, resetsAt } }: { limit: Limit }) => {
  const share = limit > 0 ? Math.min(1, used / limit) : 1;
  return (
    <li className="grid gap-1.5 text-[13px]">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{words.limits[quota]}</span>
        <span className="tabular-nums">{words.of(used, limit)}</span>
      </div>
      <div aria-hidden className="h-2 overflow-hidden rounded-full bg-hover">
        <div className={cn("h-full rounded-full", toneOf(share), used > 0 && "min-w-1")} style={{ width: `${share * 100}%` }} />
      </div>
      <div className="text-xs text-ink-muted">
        {resetsAt ? (
          <>
            {words.resets} <Ago iso={resetsAt} />
          </>
        ) : (
          words.asJobsEnd
        )}
      </div>
    </li>
  );
};

/** The tier, and each limit with how much of it is used. */
export const QuotaCard = ({ quota }: { quota: Quota }) => (
  <Card className="grid grid-cols-1 gap-5 p-5">
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <h3 className="text-sm font-semibold">{words.quotas}</h3>
      <Badge tone="accent">{words.tiers[quota.tier]}</Badge>
      <span className="text-[13px] text-ink-muted">
        {words.tierWords} {words.requests(quota.requestsPerMinute)}.
      </span>
    </div>
    <ul className="grid gap-5 sm:grid-cols-3">
      {quota.limits.map((limit) => (
        <LimitRow key={limit.quota} limit={limit} />
      ))}
    </ul>
  </Card>
);
