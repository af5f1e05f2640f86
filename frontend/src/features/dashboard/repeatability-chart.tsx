import { scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";
import { Link } from "react-router";
import { Card } from "@/components/ui/card";
import { formatCount, formatMoment, formatPercent, formatShortDay } from "@/shared/format";
import { paths } from "@/shared/paths";
import type { Point, Series } from "./series";
import { texts } from "./texts";

const SIZE = { width: 300, height: 96, side: 12, top: 8, bottom: 8 } as const;
const LABELS = 30;

// Jobs stand side by side in their order: by the clock, those of one morning would cover each other.
const scalesOf = (points: readonly Point[]) => ({
  x: scalePoint(points.map(({ jobId }) => jobId), [LABELS + SIZE.side, SIZE.width - SIZE.side]),
  y: scaleLinear([0, 1], [SIZE.height - SIZE.bottom, SIZE.top]),
});

const Days = ({ points }: { points: readonly Point[] }) => {
  const [first, last] = [points[0], points.at(-1)].map((point) => point && formatShortDay(new Date(point.at).toISOString().slice(0, 10)));
  return (
    <p aria-hidden className="flex justify-between pl-[10%] text-[11px] text-ink-muted">
      <span>{first}</span>
      {last !== first && <span>{last}</span>}
    </p>
  );
};

/** A job, which it leads to; with the keyboard the table's links do, which are as many but stand in order. */
const Dot = ({ point, x, y }: { point: Point; x: number; y: number }) => {
  const words = texts.series.open(formatPercent(point.share), formatMoment(new Date(point.at).toISOString()));
  return (
    <Link to={paths.job.link(point.jobId)} tabIndex={-1} aria-label={words} className="group">
      <title>{words}</title>
      <circle cx={x} cy={y} r={8} className="fill-transparent" />
      <circle cx={x} cy={y} r={4} className="fill-accent stroke-surface group-hover:stroke-accent" strokeWidth={1.5} />
    </Link>
  );
};

const Drawing = ({ series }: { series: Series }) => {
  const { x, y } = scalesOf(series.points);
  const at = ({ jobId }: Point) => x(jobId) ?? 0;
  const path = line<Point>()
    .x(at)
    .y(({ share }) => y(share))(series.points);
  return (
    <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="group" aria-label={texts.series.chart(`${series.title}, ${series.model}`, series.points.length)} className="w-full">
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line x1={LABELS} x2={SIZE.width} y1={y(share)} y2={y(share)} className="stroke-line" strokeDasharray={share === 0.5 ? "2 3" : undefined} />
          <text x={LABELS - 4} y={y(share) + 3} textAnchor="end" className="fill-ink-muted text-[9px]">
            {formatPercent(share)}
          </text>
        </g>
      ))}
      <path d={path ?? ""} className="fill-none stroke-accent/50" strokeWidth={1.5} />
      {series.points.map((point) => (
        <g key={point.jobId}>
          <line x1={at(point)} x2={at(point)} y1={y(point.low)} y2={y(point.high)} className="stroke-accent/50" strokeWidth={4} strokeLinecap="round" />
          <Dot point={point} x={at(point)} y={y(point.share)} />
        </g>
      ))}
    </svg>
  );
};

const Table = ({ series }: { series: Series }) => (
  <details>
    <summary className="text-xs font-medium text-accent-strong" aria-label={`${series.title}, ${series.model}: ${texts.series.table}`}>
      {texts.series.table}
    </summary>
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
    <div tabIndex={0} role="region" aria-label={`${series.title}, ${series.model}`} className="mt-2 max-h-48 overflow-auto">
      <table className="w-full text-left text-xs tabular-nums">
        <thead className="text-ink-muted">
          <tr>
            {texts.series.columns().map((column) => (
              <th key={column} scope="col" className="py-1 pr-3 font-medium whitespace-nowrap">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.points.toReversed().map((point) => (
            <tr key={point.jobId}>
              <th scope="row" className="py-1.5 pr-3 font-normal whitespace-nowrap">
                <Link to={paths.job.link(point.jobId)} className="-my-1 inline-block py-1 underline decoration-dotted underline-offset-4">
                  {formatMoment(new Date(point.at).toISOString())}
                </Link>
              </th>
              <td className="pr-3">{formatCount(point.numRuns)}</td>
              <td className="pr-3">{formatPercent(point.share)}</td>
              <td className="whitespace-nowrap">{texts.series.interval(formatPercent(point.low), formatPercent(point.high))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
);

/** One contract's repeatability on one model from job to job, on the same scale as its neighbours. */
export const RepeatabilityChart = ({ series }: { series: Series }) => {
  const newest = series.points.at(-1);
  return (
    <Card className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2 p-4">
      <div className="flex items-baseline justify-between gap-3">
        <div className="min-w-0">
          <h3 className="truncate text-[13px] font-medium" title={series.title}>
            <Link to={`${paths.jobs.link()}?contract=${encodeURIComponent(series.contractId)}`} className="-my-1 inline-block max-w-full truncate py-1 align-bottom hover:underline">
              {series.title}
            </Link>
          </h3>
          <p className="truncate text-xs text-ink-muted" title={series.model}>
            {series.version} · {series.model}
          </p>
        </div>
        {newest && (
          <Link to={paths.job.link(newest.jobId)} className="-my-1 py-1 text-sm font-semibold tabular-nums underline decoration-ink-muted/60 decoration-dotted underline-offset-4">
            {formatPercent(newest.share)}
          </Link>
        )}
      </div>
      <div>
        <Drawing series={series} />
        <Days points={series.points} />
      </div>
      <Table series={series} />
    </Card>
  );
};
