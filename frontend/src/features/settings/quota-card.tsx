import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { UsageMeter } from "@/components/ui/usage-meter";
import { texts } from "./texts";
import type { UsageQuery } from "./usage.generated";

type Quota = NonNullable<UsageQuery["viewer"]>["organization"]["quota"];
type Limit = Quota["limits"][number];

const words = texts.usage;
const LimitRow = ({ limit }: { limit: Limit }) => (
  <li className="grid gap-1.5">
    <UsageMeter of={limit} />
    <div className="text-xs text-ink-muted">
      {limit.resetsAt ? (
        <>
          {words.resets} <Ago iso={limit.resetsAt} />
        </>
      ) : (
        words.asJobsEnd
      )}
    </div>
  </li>
);

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
