import { Clock, Coins, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { UsageMeter } from "@/components/ui/usage-meter";
import { useQuery } from "@/shared/apollo/use-query";
import { cn } from "@/shared/cn";
import { formatCount, formatDollars, formatDuration } from "@/shared/format";
import { leftOf } from "@/shared/quota";
import { useSettled } from "@/shared/use-settled";
import { JobEstimateDocument, type JobEstimateQuery, PlaygroundQuotaDocument } from "./playground.generated";
import { type Draft, faultsOfForm, submissionOf } from "./submission";
import { texts } from "./texts";

type Reckoned = Extract<JobEstimateQuery["estimateJob"], { __typename: "JobEstimate" }>;

const PAUSE = 300;

const Figure = ({ icon: Icon, label, children }: { icon: LucideIcon; label: string; children: ReactNode }) => (
  <div className="grid gap-0.5">
    <dt className="flex items-center gap-1.5 text-xs text-ink-muted">
      <Icon aria-hidden className="size-3.5" />
      {label}
    </dt>
    <dd className="text-[15px] font-semibold tabular-nums">{children}</dd>
  </div>
);

const costWords = ({ costUsd, highestCostUsd }: Reckoned): string => {
  if (costUsd === null) return texts.estimate.noPrice;
  return highestCostUsd === null ? texts.estimate.about(formatDollars(costUsd)) : texts.estimate.atMost(formatDollars(costUsd), formatDollars(highestCostUsd));
};

const Figures = ({ reckoned, isOld }: { reckoned: Reckoned; isOld: boolean }) => (
  <div className={cn("grid gap-2 transition-opacity", isOld && "opacity-50")}>
    <dl className="grid grid-cols-2 gap-3">
      <Figure icon={Coins} label={texts.estimate.cost}>
        {costWords(reckoned)}
      </Figure>
      <Figure icon={Clock} label={texts.estimate.duration}>
        {texts.estimate.about(formatDuration(reckoned.seconds * 1000))}
      </Figure>
    </dl>
    <details className="text-xs text-ink-muted">
      <summary>{texts.estimate.how(formatCount(reckoned.promptTokens), formatCount(reckoned.completionTokens))}</summary>
      <ul className="mt-1 grid list-disc gap-0.5 pl-4">
        {reckoned.how.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  </div>
);

const Quota = ({ numRuns }: { numRuns: number }) => {
  const { data } = useQuery(PlaygroundQuotaDocument, { fetchPolicy: "cache-and-network" });
  const today = data?.viewer?.organization.quota.limits.find(({ quota }) => quota === "RUNS_PER_DAY");
  if (!today) return null;
  return (
    <div className="grid gap-1">
      <UsageMeter of={today} planned={numRuns} />
      <p className={cn("text-xs", numRuns > leftOf(today) ? "text-warn" : "text-ink-muted")}>
        {numRuns > leftOf(today) ? texts.estimate.tooMany(leftOf(today)) : texts.estimate.takes(numRuns, leftOf(today))}
      </p>
    </div>
  );
};

/** What the job will cost and take, and what it uses of the organization's quota, before anything is sent. */
export const Estimate = ({ draft, jobId }: { draft: Draft; jobId: string | undefined }) => {
  const { contractId, numRuns, pins } = submissionOf(draft);
  const input = useSettled({ contractId, numRuns, pins }, JSON.stringify([contractId, numRuns, pins]), PAUSE);
  const canAsk = draft.contractId !== "" && draft.model !== "" && Object.keys(faultsOfForm(draft)).length === 0;
  const { data, previousData, loading } = useQuery(JobEstimateDocument, { variables: { input }, skip: !canAsk });
  const estimate = (data ?? previousData)?.estimateJob;
  if (estimate?.__typename !== "JobEstimate") return null;
  return (
    <section aria-label={texts.estimate.title} className="grid gap-3 rounded-md bg-sunken p-3">
      <Figures reckoned={estimate} isOld={loading || !canAsk} />
      <Quota key={jobId} numRuns={canAsk ? numRuns : 0} />
    </section>
  );
};
