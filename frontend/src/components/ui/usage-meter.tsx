import { cn } from "@/shared/cn";
import { type QuotaLimit, quotaNames, quotaTexts } from "@/shared/quota";

const width = (part: number, whole: number) => `${whole <= 0 ? 100 : Math.min(100, (part / whole) * 100)}%`;

/** From here on a limit is near. */
const NEAR = 0.9;

/** How much of a limit is used, and what is planned on top of it, lighter; the numbers stand beside the bar. */
export const UsageMeter = ({ of: quota, planned = 0 }: { of: QuotaLimit; planned?: number }) => {
  const { limit, used, resetsAt } = quota;
  const isNear = used + planned >= limit * NEAR;
  return (
    <div className="grid gap-1" title={resetsAt ? quotaTexts.resets(resetsAt) : undefined}>
      <div className="flex items-baseline justify-between gap-3 text-xs">
        <span className="text-ink-muted">{quotaNames[quota.quota]}</span>
        <span className={cn("tabular-nums", isNear && "font-medium text-warn")}>{quotaTexts.used(used, limit)}</span>
      </div>
      <div
        role="meter"
        aria-label={quotaNames[quota.quota]}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(used, limit)}
        aria-valuetext={quotaTexts.used(used, limit)}
        className="relative h-1.5 overflow-hidden rounded-full bg-hover"
      >
        <div className="absolute inset-y-0 left-0 bg-accent/35" style={{ width: width(used + planned, limit) }} />
        <div className={cn("absolute inset-y-0 left-0", isNear ? "bg-warn" : "bg-accent")} style={{ width: width(used, limit) }} />
      </div>
    </div>
  );
};
