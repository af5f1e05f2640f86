import { formatDecimal } from "@/shared/format";
import { acrossPlot, distributionOf, PLOT, type Point } from "./distance-plot";
import { texts } from "./texts";

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const FLOOR = PLOT.height - PLOT.bottom;

type ChartProps = { title: string; points: readonly Point[]; interval: { low: number; high: number } | null; onOpen: (runIndex: number) => void };

const Axis = () => (
  <g className="text-[11px]">
    <line x1={PLOT.left} x2={PLOT.width - PLOT.right} y1={FLOOR} y2={FLOOR} className="stroke-line-strong" />
    {TICKS.map((tick) => (
      <g key={tick} transform={`translate(${acrossPlot(tick)} ${FLOOR})`}>
        <line y2={4} className="stroke-line-strong" />
        <text y={17} textAnchor={tick === 0 ? "start" : tick === 1 ? "end" : "middle"} className="fill-ink-muted">
          {formatDecimal(tick)}
        </text>
      </g>
    ))}
  </g>
);

const Mean = ({ at, interval }: { at: number; interval: ChartProps["interval"] }) => (
  <g>
    {interval && <rect x={acrossPlot(interval.low)} width={Math.max(1, acrossPlot(interval.high) - acrossPlot(interval.low))} y={PLOT.top} height={FLOOR - PLOT.top} className="fill-accent/15" />}
    <line x1={acrossPlot(at)} x2={acrossPlot(at)} y1={PLOT.top} y2={FLOOR} className="stroke-accent" strokeWidth={2} strokeDasharray="5 3" />
  </g>
);

/** How far the answers are from the anchor: a dot for each, the curve of their density, their mean and its interval. The table beside it says the same. */
export const DistanceChart = ({ title, points, interval, onOpen }: ChartProps) => {
  const { dots, curve, mean, radius } = distributionOf(points);
  return (
    <figure className="grid gap-1">
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-[13px]">
        <span className="font-medium">{title}</span>
        <span className="text-ink-muted tabular-nums">
          {mean === undefined ? texts.distance.none : texts.distance.mean(formatDecimal(mean), interval ? texts.metrics.interval(formatDecimal(interval.low), formatDecimal(interval.high)) : null)}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${PLOT.width} ${PLOT.height}`} role="img" aria-label={texts.distance.chart(title, points.length)} className="w-full">
        <path d={curve} className="fill-hover stroke-line-strong" strokeWidth={1} />
        {mean !== undefined && <Mean at={mean} interval={interval} />}
        {dots.map(({ runIndex, x, y, distance }) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the table behind the chart leads to the runs by keyboard
          <circle key={runIndex} cx={x} cy={y} r={radius} className="cursor-pointer fill-accent stroke-surface hover:fill-accent-strong" strokeWidth={0.6} onClick={() => onOpen(runIndex)}>
            <title>{texts.distance.dot(runIndex, formatDecimal(distance))}</title>
          </circle>
        ))}
        <Axis />
      </svg>
    </figure>
  );
};
