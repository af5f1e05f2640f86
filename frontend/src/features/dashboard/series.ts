import type { DashboardFinishedQuery } from "./dashboard.generated";

type Finished = DashboardFinishedQuery["jobs"]["edges"][number]["node"];
type Metric = NonNullable<Finished["result"]>["metrics"][number];

/** One job's repeatability, in time; shares and interval ends are in [0, 1]. */
export type Point = { jobId: string; at: number; share: number; low: number; high: number; numRuns: number; model: string };
export type Series = { contractId: string; title: string; version: string; points: Point[] };

const metricOf = ({ result }: Finished, name: string): Metric | undefined => result?.metrics.find((metric) => metric.name === name);

const pointOf = (job: Finished): Point[] => {
  const same = metricOf(job, "R_structural");
  if (same?.value == null || !same.interval) return [];
  return [{ jobId: job.id, at: Date.parse(job.createdAt), share: same.value, low: same.interval.low, high: same.interval.high, numRuns: job.numRuns, model: job.pins.model }];
};

/** Each contract version's repeatability from job to job, oldest first; the contract with the newest job comes first. */
export const seriesOf = (jobs: readonly Finished[]): Series[] => {
  const series = new Map<string, Series>();
  for (const job of jobs) {
    const known = series.get(job.contract.id) ?? { contractId: job.contract.id, title: job.contract.title, version: job.contract.version, points: [] };
    series.set(job.contract.id, { ...known, points: [...known.points, ...pointOf(job)] });
  }
  return [...series.values()]
    .filter(({ points }) => points.length > 0)
    .map((one) => ({ ...one, points: one.points.toSorted((left, right) => left.at - right.at) }));
};
