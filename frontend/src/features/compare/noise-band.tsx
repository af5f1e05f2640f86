type Range = { low: number; high: number };
type NoiseBandProps = { difference: number; interval: Range | null; band: Range; label: string };

const SIZE = { width: 200, height: 24 } as const;

/** The scale of one row: symmetric about zero, wide enough for everything in it. */
export const reachOf = (difference: number, interval: Range | null, band: Range): number =>
  Math.max(Math.abs(difference), ...[interval ?? band, band].flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]), Number.EPSILON) * 1.05;

/** A difference as a point, on its interval where it has one, before the band of what chance alone explains around zero. */
export const NoiseBand = ({ difference, interval, band, label }: NoiseBandProps) => {
  const reach = reachOf(difference, interval, band);
  const x = (value: number) => ((value + reach) / (2 * reach)) * SIZE.width;
  const middle = SIZE.height / 2;
  return (
    <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={label} className="h-6 w-full max-w-52 min-w-28" preserveAspectRatio="none">
      <rect x={x(band.low)} width={Math.max(1, x(band.high) - x(band.low))} y={3} height={SIZE.height - 6} rx={2} className="fill-line-strong/25" />
      <line x1={x(0)} x2={x(0)} y1={0} y2={SIZE.height} className="stroke-line-strong" strokeDasharray="2 2" />
      {interval && <line x1={x(interval.low)} x2={x(interval.high)} y1={middle} y2={middle} className="stroke-accent" strokeWidth={2.5} strokeLinecap="round" />}
      <rect x={x(difference) - 2.5} y={middle - 6} width={5} height={12} rx={1.5} className="fill-accent-strong" />
    </svg>
  );
};
