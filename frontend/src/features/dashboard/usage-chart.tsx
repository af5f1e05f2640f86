import { max } from "d3-array";
import { scaleBand, scaleLinear } from "d3-scale";
import { formatCount, formatShortDay, formatDollars } from "@/shared/format";
import type { DayUsage } from "@/shared/daily-usage";
import { texts } from "./texts";

const SIZE = { width: 480, height: 64, bottom: 1 } as const;
const FLOOR = SIZE.height - SIZE.bottom;

const costWords = (cost: number | null): string => (cost === null ? texts.usage.noPrice : formatDollars(cost));

const Bars = ({ days }: { days: readonly DayUsage[] }) => {
  const x = scaleBand(days.map(({ day }) => day), [0, SIZE.width]).padding(0.25);
  const y = scaleLinear([0, Math.max(1, max(days, ({ runs }) => runs) ?? 0)], [FLOOR, 2]);
  const total = days.reduce((sum, { runs }) => sum + runs, 0);
  return (
    <figure>
      <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={texts.usage.chart(total, days.length)} className="w-full">
        <line x1={0} x2={SIZE.width} y1={FLOOR} y2={FLOOR} className="stroke-line" />
        {days.map(({ day, runs }) => (
          <rect key={day} x={x(day)} width={x.bandwidth()} y={y(runs)} height={FLOOR - y(runs)} rx={2} className="fill-accent">
            <title>{texts.usage.bar(formatShortDay(day), runs)}</title>
          </rect>
        ))}
      </svg>
      <figcaption aria-hidden className="flex justify-between text-[11px] text-ink-muted">
        {[days[0], days.at(-1)].map((one) => one && <span key={one.day}>{formatShortDay(one.day)}</span>)}
      </figcaption>
    </figure>
  );
};

const Table = ({ days }: { days: readonly DayUsage[] }) => (
  <details>
    <summary className="text-xs font-medium text-accent-strong">{texts.usage.table}</summary>
    <table className="mt-2 w-full max-w-sm text-left text-xs tabular-nums">
      <thead className="text-ink-muted">
        <tr>
          {texts.usage.columns.map((column) => (
            <th key={column} scope="col" className="py-1 font-medium">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map(({ day, runs, costUsd }) => (
          <tr key={day}>
            <th scope="row" className="py-0.5 font-normal">
              {formatShortDay(day)}
            </th>
            <td>{formatCount(runs)}</td>
            <td>{costWords(costUsd)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
);

/** Runs of the last days, with the table behind the bars. */
export const UsageChart = ({ days }: { days: readonly DayUsage[] }) => (
  <div className="grid min-w-0 content-start gap-2">
    <h3 className="text-[13px] font-medium">{texts.usage.days(days.length)}</h3>
    <Bars days={days} />
    <Table days={days} />
  </div>
);
