import { Card } from "@/components/ui/card";
import { formatCount, formatDay, formatShortDay } from "@/shared/format";
import { texts } from "./texts";

const words = texts.usage;

/** Runs on each day as columns; the table below has the same numbers. */
export const UsageChart = ({ days }: { days: readonly { day: string; runs: number }[] }) => {
  const most = Math.max(1, ...days.map(({ runs }) => runs));
  return (
    <Card className="p-5">
      <div role="img" aria-label={words.chart(days.length)} className="grid gap-2">
        <div className="flex items-start gap-2">
          <span className="w-8 shrink-0 text-right text-xs text-ink-muted tabular-nums">{formatCount(most)}</span>
          <div className="flex h-32 flex-1 items-end gap-px border-t border-b border-line sm:gap-0.5">
            {days.map(({ day, runs }) => (
              <div key={day} title={words.runsOn(runs, formatDay(day))} className="flex h-full flex-1 items-end hover:bg-hover">
                {runs > 0 && <div className="min-h-0.5 w-full rounded-t-xs bg-accent" style={{ height: `${(runs / most) * 100}%` }} />}
              </div>
            ))}
          </div>
        </div>
        <div className="flex justify-between pl-10 text-xs text-ink-muted">
          <span>{formatShortDay(days[0]?.day ?? "")}</span>
          <span>{formatShortDay(days.at(-1)?.day ?? "")}</span>
        </div>
      </div>
    </Card>
  );
};
