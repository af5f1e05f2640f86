import { bin, max, mean } from "d3-array";
import { area, curveBasis } from "d3-shape";

export const PLOT = { width: 640, height: 132, left: 8, right: 8, bottom: 24, top: 8 } as const;

const BINS = 40;
const STEPS = 80;
/** A bandwidth in units of distance: wide enough to join neighbouring bins, narrow enough to keep two groups apart. */
const BANDWIDTH = 0.03;

export type Point = { runIndex: number; distance: number };
export type PlacedDot = Point & { x: number; y: number };
export type Distribution = { dots: PlacedDot[]; curve: string; mean: number | undefined; radius: number };

/** Where a distance, from 0 to 1, stands across the plot. Two straight lines are not worth a library of scales to every job page. */
export const acrossPlot = (distance: number): number => PLOT.left + distance * (PLOT.width - PLOT.left - PLOT.right);

/** How far down the plot a share of the greatest height stands. */
const downPlot = (share: number): number => PLOT.height - PLOT.bottom - share * (PLOT.height - PLOT.bottom - PLOT.top);

const stacked = (points: readonly Point[]): { dots: PlacedDot[]; radius: number } => {
  const bins = bin<Point, number>()
    .value(({ distance }) => distance)
    .domain([0, 1])
    .thresholds(Array.from({ length: BINS }, (_, index) => index / BINS))([...points]);
  const most = max(bins, (members) => members.length) ?? 1;
  const room = PLOT.height - PLOT.bottom - PLOT.top;
  const step = Math.min(11, room / most);
  const dots = bins.flatMap((members) =>
    members.map((point, place) => ({ ...point, x: acrossPlot(((members.x0 ?? 0) + (members.x1 ?? 0)) / 2), y: PLOT.height - PLOT.bottom - step * (place + 0.5) })),
  );
  return { dots, radius: Math.max(1.2, Math.min(4.5, step / 2 - 0.4)) };
};

const density = (points: readonly Point[], at: number): number =>
  points.reduce((sum, { distance }) => sum + Math.exp(-((at - distance) ** 2) / (2 * BANDWIDTH ** 2)), 0);

const curveOf = (points: readonly Point[]): string => {
  const samples = Array.from({ length: STEPS + 1 }, (_, index) => ({ at: index / STEPS, height: density(points, index / STEPS) }));
  const greatest = max(samples, ({ height }) => height) ?? 1;
  const shape = area<(typeof samples)[number]>()
    .x(({ at }) => acrossPlot(at))
    .y0(PLOT.height - PLOT.bottom)
    .y1(({ height }) => downPlot(height / greatest))
    .curve(curveBasis);
  return shape(samples) ?? "";
};

/** Where to draw a dot for every run, the curve of their density (Gaussian kernel, bandwidth 0.03) and their mean. Distances are in [0, 1]. */
export const distributionOf = (points: readonly Point[]): Distribution => ({
  ...stacked(points),
  curve: points.length > 0 ? curveOf(points) : "",
  mean: mean(points, ({ distance }) => distance),
});
