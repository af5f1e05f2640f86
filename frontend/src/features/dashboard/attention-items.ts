import { sentenceCase } from "@/shared/format";
import { formatOfMetric } from "@/shared/metric-unit";
import { paths } from "@/shared/paths";
import type { DashboardAttentionQuery } from "./dashboard.generated";
import { texts } from "./texts";

type Attention = DashboardAttentionQuery["attention"];
type Change = Attention["changedContracts"][number];

/** One line of what asks for a person, with where it leads. */
export type Item = { key: string; kind: "changed" | "rules" | "failed"; title: string; at: string; words: string; link: string };

const changeWords = ({ values }: Change): string =>
  values
    .map(({ label, first, second, direction }) => {
      const [before, now] = [first, second].map((metric) => (metric.value === null ? texts.attention.notScored : formatOfMetric(metric.value, metric)));
      return texts.attention.changed(label, before ?? "", now ?? "", texts.attention.directions[direction]);
    })
    .join(" ");

type FailingRule = Attention["failingRules"][number];

const byJob = (rules: readonly FailingRule[]): FailingRule[][] => {
  const jobs = new Map<string, FailingRule[]>();
  for (const rule of rules) jobs.set(rule.job.id, [...(jobs.get(rule.job.id) ?? []), rule]);
  return [...jobs.values()];
};

const ruleItem = (rules: readonly FailingRule[]): Item[] =>
  rules.slice(0, 1).map(({ contract, job }) => ({
    key: `rules/${job.id}`,
    kind: "rules" as const,
    title: contract.title,
    at: job.createdAt,
    words: texts.attention.rules(rules.map(({ rule }) => texts.attention.rule(rule.name, rule.breakingRuns.length))),
    link: paths.job.link(job.id),
  }));

/** What changed, which mandatory rules are broken and which jobs failed, as lines in this order; the rules of one job share a line. */
export const attentionItems = ({ changedContracts, failingRules, failedJobs }: Attention): Item[] => [
  ...changedContracts.map((change) => ({
    key: `changed/${change.second.id}`,
    kind: "changed" as const,
    title: change.contract.title,
    at: change.second.createdAt,
    words: changeWords(change),
    link: paths.compare.link([change.first.id, change.second.id]),
  })),
  ...byJob(failingRules).flatMap(ruleItem),
  ...failedJobs.map((job) => ({
    key: `failed/${job.id}`,
    kind: "failed" as const,
    title: job.contract.title,
    at: job.createdAt,
    words: job.errorMessage === null ? texts.attention.failedWithout : sentenceCase(job.errorMessage),
    link: paths.job.link(job.id),
  })),
];
