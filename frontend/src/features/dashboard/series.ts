import type { DashboardFinishedQuery } from "./dashboard.generated";

type Finished = DashboardFinishedQuery["jobs"]["edges"][number]["node"];
type Metric = NonNullable<Finished["result"]>["metrics"][number];

/** One job's repeatability, in time; shares and interval ends are in [0, 1]. */
export type Point = { jobId: string; at: number; share: number; low: number; high: number; numRuns: number };
/** One contract version asked of one model. */
export type Series = { key: string; contractId: string; title: string; version: string; model: string; points: Point[] };

const metricOf = ({ result }: Finished, name: string): Metric | undefined => result?.metrics.find((metric) => metric.name === name);

const pointOf = (job: Finished): Point[] => {
  const same = metricOf(job, "R_structural");
  if (same?.value == null || !same.interval) return [];
  return [{ jobId: job.id, at: Date.parse(job.createdAt), share: same.value, low: same.interval.low, high: same.interval.high, numRuns: job.numRuns }];
};

/** Each contract version's repeatability on each model from job to job, oldest first; the one with the newest job comes first. A line through the jobs of several models would show their differences as changes in time. */
export const seriesOf = (jobs: readonly Finished[]): Series[] => {
  const series = new Map<string, Series>();
  for (const job of jobs) {
    const { contract, pins } = job;
    const key = [contract.id, pins.provider, pins.model].join(" ");
    const known = series.get(key) ?? { key, contractId: contract.id, title: contract.title, version: contract.version, model: pins.model, points: [] };
    series.set(key, { ...known, points: [...known.points, ...pointOf(job)] });
  }
  return [...series.values()]
    .filter(({ points }) => points.length > 0)
    .map((one) => ({ ...one, points: one.points.toSorted((left, right) => left.at - right.at) }));
};
