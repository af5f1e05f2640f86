import { useState } from "react";
import { Card, Section } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { UsageMeter } from "@/components/ui/usage-meter";
import { useLiveList } from "@/shared/apollo/use-live-list";
import { useQuery } from "@/shared/apollo/use-query";
import { daysUntil, usageByDay } from "@/shared/daily-usage";
import { DashboardUsageDocument } from "./dashboard.generated";
import { texts } from "./texts";
import { UsageChart } from "./usage-chart";

const DAYS = 14;

/** What the organization used, against what its tier allows. */
export const UsageSection = () => {
  const [days] = useState(() => daysUntil(Date.now(), DAYS));
  const usage = useQuery(DashboardUsageDocument, { variables: { since: days[0] ?? "", until: days.at(-1) ?? "" }, fetchPolicy: "cache-and-network" });
  const { data, error, refetch } = usage;
  useLiveList(usage, false);
  const organization = data?.viewer?.organization;
  return (
    <Section title={texts.usage.title} note={organization && texts.usage.tiers[organization.quota.tier]}>
      {error && !data && <ErrorState error={error} onRetry={() => refetch()} />}
      {!error && !organization && <Skeleton className="h-32" />}
      {organization && (
        <Card className="grid gap-x-8 gap-y-5 p-5 md:grid-cols-[minmax(0,18rem)_minmax(0,1fr)]">
          <div className="grid content-start gap-4">
            {organization.quota.limits.map((limit) => (
              <UsageMeter key={limit.quota} of={limit} />
            ))}
          </div>
          <UsageChart days={usageByDay(organization.usage, days)} />
        </Card>
      )}
    </Section>
  );
};
