import type { DashboardFinishedQuery } from "./dashboard.generated";

type Finished = DashboardFinishedQuery["jobs"]["edges"][number]["node"];
type Metric = NonNullable<Finished["result"]>["metrics"][number];

/** One job's repeatability, in time; shares and interval ends are in [0, 1]. */
export type Point = { jobId: string; at: number; share: number; low: number; high: number; numRuns: number; model: string };
export type Series = { contractId: string; title: string; version: string; points: Point[] };

/** What asks for a person: why, where, and the job that shows it. */
export type Attention = { jobId: string; kind: "changed" | "rules"; title: string; at: string; part: number; whole: number };

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

const areApart = (one: Point, other: Point): boolean => one.high < other.low || other.high < one.low;

/** The contracts whose newest job lies outside the interval of the one before it, under the same model. */
export const changedContracts = (series: readonly Series[]): Attention[] =>
  series.flatMap(({ title, points }) => {
    const [newest] = points.slice(-1);
    const before = points.slice(0, -1).findLast(({ model }) => model === newest?.model);
    if (!newest || !before || !areApart(newest, before)) return [];
    return [{ jobId: newest.jobId, kind: "changed" as const, title, at: new Date(newest.at).toISOString(), part: before.share, whole: newest.share }];
  });

/** The newest job of each contract in which answers break a mandatory rule. */
export const failingRules = (jobs: readonly Finished[]): Attention[] => {
  const newest = new Map<string, Finished>();
  for (const job of jobs) if (!newest.has(job.contract.id)) newest.set(job.contract.id, job);
  return [...newest.values()].flatMap((job) => {
    const kept = metricOf(job, "restriction_compliance");
    if (kept?.numerator == null || kept.denominator === null || kept.numerator === kept.denominator) return [];
    return [{ jobId: job.id, kind: "rules" as const, title: job.contract.title, at: job.createdAt, part: kept.denominator - kept.numerator, whole: kept.denominator }];
  });
};
