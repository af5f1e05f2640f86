import { formatConfidence, formatCount, formatList } from "@/shared/format";

export const texts = {
  create: "New job",
  attention: {
    title: "Needs attention",
    none: "Nothing does: no contract has changed, no mandatory rule is broken, no job has failed.",
    changed: (label: string, before: string, now: string, direction: string) => `${label} went from ${before} to ${now}${direction}.`,
    directions: { BETTER: ", which is better", WORSE: ", which is worse", DIFFERENT: "", NONE: "" },
    notScored: "not scored",
    rule: (rule: string, answers: number) => `“${rule}” in ${answers === 1 ? "1 answer" : `${formatCount(answers)} answers`}`,
    rules: (rules: readonly string[]) => `${rules.length === 1 ? "A mandatory rule is" : `${formatCount(rules.length)} mandatory rules are`} broken: ${formatList(rules)}.`,
    all: (count: number) => `Show all ${formatCount(count)}`,
    labels: { changed: "Changed", rules: "Rules", failed: "Failed" },
    failedWithout: "No reason was recorded.",
  },
  running: { title: "Running now", none: "No job is running.", progress: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)} analysed` },
  series: {
    title: "Repeatability over time",
    note: () => `share of answers that are the same, with ${formatConfidence()} intervals; each dot is a job, each line one contract on one model`,
    none: { title: "No job has finished yet", hint: "Once one has, each contract's repeatability is drawn here from job to job." },
    chart: (title: string, jobs: number) => `${title}: ${jobs === 1 ? "one job" : `${formatCount(jobs)} jobs`}; the table lists them`,
    table: "As a table",
    columns: () => ["Submitted", "Runs", "Same", `${formatConfidence()} interval`],
    interval: (low: string, high: string) => `${low} to ${high}`,
    open: (share: string, moment: string) => `${share}, ${moment}`,
  },
  usage: {
    title: "Usage",
    tiers: { FREE: "tier Free", PRO: "tier Pro", ENTERPRISE: "tier Enterprise" },
    days: (count: number) => `Runs in the last ${formatCount(count)} days`,
    chart: (runs: number, days: number) => `${runs === 1 ? "1 run" : `${formatCount(runs)} runs`} in ${formatCount(days)} days; the table lists them`,
    bar: (day: string, runs: number) => `${day}: ${runs === 1 ? "1 run" : `${formatCount(runs)} runs`}`,
    table: "As a table",
    columns: ["Day (UTC)", "Runs", "Cost"],
    noPrice: "no price",
  },
  tour: {
    title: "New here? Three minutes from nothing to a verdict",
    steps: [
      { title: "Read a finished job", words: "One sentence of verdict; press any number to see what it means and which answers it counts.", action: "Open the demo job" },
      { title: "Run one yourself", words: "Sample answers need no key: choose a contract, press Run, and watch each answer arrive.", action: "Open the playground" },
      { title: "Ask whether it changed", words: "Tick two finished jobs in the list and compare them: real, or noise?", action: "Open the jobs" },
    ],
    makeDemo: "Make the demo job",
    take: "Take the tour",
    done: "Hide this",
  },
} as const;
