import { Gauge } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { Section } from "@/components/ui/card";
import { Choice } from "@/components/ui/choice";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { daysUntil, usageByDay } from "@/shared/daily-usage";
import { QuotaCard } from "./quota-card";
import { SettingsPage } from "./settings-card";
import { texts } from "./texts";
import { UsageChart } from "./usage-chart";
import { UsageTable, UsageTotals } from "./usage-table";
import { UsageDocument } from "./usage.generated";

const words = texts.usage;
const RANGES = ["7", "30", "90"] as const;
type Range = (typeof RANGES)[number];

const isRange = (value: string | null): value is Range => RANGES.some((range) => range === value);

const Used = ({ range }: { range: Range }) => {
  const [now] = useState(() => Date.now());
  const days = daysUntil(now, Number(range));
  const { data, previousData, error, refetch } = useQuery(UsageDocument, {
    variables: { since: days[0] ?? "", until: days.at(-1) ?? "" },
    fetchPolicy: "cache-and-network",
  });
  const shown = data ?? previousData;
  if (error && !shown) return <ErrorState error={error} onRetry={refetch} />;
  if (!shown?.viewer) return <SkeletonPage blocks={["h-40", "h-24", "h-48"]} />;
  const { quota, usage } = shown.viewer.organization;
  return (
    <>
      <QuotaCard quota={quota} />
      <Section title={words.history} actions={<RangeChoice range={range} />}>
        {usage.length === 0 ? (
          <EmptyState icon={Gauge} title={words.none.title}>
            {words.none.hint}
          </EmptyState>
        ) : (
          <>
            <UsageTotals lines={usage} />
            <UsageChart days={usageByDay(usage, days)} />
            <h3 className="mt-2 text-[13px] font-semibold">{words.byModel}</h3>
            <UsageTable lines={usage} />
          </>
        )}
      </Section>
    </>
  );
};

const RangeChoice = ({ range }: { range: Range }) => {
  const [, setParameters] = useSearchParams();
  return (
    <Choice
      label={words.range}
      options={RANGES.map((days) => [days, words.days(Number(days))] as const)}
      value={range}
      onChoose={(days) => setParameters({ days }, { replace: true })}
    />
  );
};

/** The organization's tier, what is left of its quota, and what it used on each day. */
export const UsagePage = () => {
  const [parameters] = useSearchParams();
  const asked = parameters.get("days");
  return (
    <SettingsPage title={texts.parts.usage} documentTitle={texts.documentTitle(texts.parts.usage)} lead={words.lead}>
      <Used range={isRange(asked) ? asked : "30"} />
    </SettingsPage>
  );
};
