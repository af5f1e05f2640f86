import { formatCount } from "@/shared/format";

const runs = (count: number) => (count === 1 ? "1 run" : `${formatCount(count)} runs`);
const behaviour = (number: number) => `Behaviour ${formatCount(number + 1)}`;

export const texts = {
  cannot: {
    tooFew: { title: "Choose two or more finished jobs", hint: "Tick them in the list of jobs and press Compare; the first one ticked is the one the others are held against." },
    sameJob: { title: "That is one job, named twice", hint: "A job is the same as itself. Choose another to hold it against." },
    tooMany: { title: "Choose at most ten jobs", hint: "The first of them is held against each of the others, and all are tested together." },
    noSuchJob: { title: "Only finished jobs can be compared", hint: "Each of them must have a result; this is how they stand:" },
  },
  states: {
    missing: "There is no such job: it may belong to another organization, or the address may be mistyped.",
    QUEUED: "waits for a worker: compare it when it is finished",
    RUNNING: "is still running: compare it when it is finished",
    COMPLETED: "is finished",
    FAILED: "failed, so it has no result: its page says why and asks again for what is missing",
    CANCELLED: "was cancelled, so it has no result: its page asks again for what is missing",
    EXPIRED: "expired, so it has no result: its page asks again for what is missing",
  },
  enough: {
    lead: "A finished job keeps its runs. To decide it, run each once more with as many as are needed, then compare the two new jobs:",
    run: (which: "first" | "second", count: number) => `Run the ${which} with ${runs(count)}`,
  },
  goToJobs: "Go to the jobs",
  baseline: "First job, which the other is held against",
  other: "Second job",
  makeBaseline: "Hold the others against this one",
  version: (version: string) => `version ${version}`,
  whatChanged: "What changed between the versions",
  runs,
  temperature: (value: string) => `temperature ${value}`,
  verdicts: { SAME: "Same", CHANGED: "Changed", CANNOT_TELL: "Cannot tell yet" },
  untested: (count: number) =>
    `${count === 1 ? "One number" : `${formatCount(count)} numbers`} below moved with an interval that leaves out zero. ${count === 1 ? "It is" : "They are"} looked at without correcting for how many are looked at; the verdict rests on the tested ones.`,
  against: (place: number) => `Comparison ${formatCount(place)}`,
  before: {
    title: "Against the job before",
    sameSettings: "Nothing was set otherwise.",
    /** `$.pins.temperature` as the form calls it. */
    setting: (path: string) => path.replace(/^\$\.(pins\.)?/, "").replaceAll("_", " "),
  },
  refused: "These two jobs cannot be compared",
  values: {
    title: "What was compared",
    note: "second minus first, shares in percentage points (pp); grey is what chance alone explains at these numbers of runs",
    scope: "Which numbers",
    changed: (count: number) => `Changed (${formatCount(count)})`,
    all: (count: number) => `All (${formatCount(count)})`,
    columns: ["Number", "First", "Second", "Difference, its interval and the noise band", "Evidence", "Verdict"],
    none: "No number changed beyond noise.",
    test: (name: string, p: string) => `${name}, adjusted p\u00a0${p.replaceAll(" ", "\u00a0")}`,
    effect: (size: string) => `effect size ${size}`,
    needed: (count: number) => `${formatCount(count)} runs per job would decide`,
    interval: (low: string, high: string) => `${low} to ${high}`,
    band: (difference: string, low: string, high: string, bandLow: string, bandHigh: string) => `Difference ${difference}, interval ${low} to ${high}, noise band ${bandLow} to ${bandHigh}`,
    bandOnly: (difference: string, bandLow: string, bandHigh: string) => `Difference ${difference}, noise band ${bandLow} to ${bandHigh}`,
    notScored: "–",
  },
  directions: { BETTER: "better", WORSE: "worse", DIFFERENT: "different", NONE: "" },
  behaviours: { title: "Behaviour classes", new: "New in the second job", vanished: "Gone from the first job", none: "Both jobs show the same behaviours." },
  forms: { title: "Canonical forms", new: "New in the second job", vanished: "Gone from the first job", none: "Both jobs gave the same answers." },
  /** Behaviours are called as on their job's page, for witnesses name others of that job; forms go by what they count. */
  changedClass: (number: number | null, count: number) => (number === null ? runs(count) : `${behaviour(number)} · ${runs(count)}`),
  witness: { input: "Input", here: "This class", there: behaviour },
  openRun: (runIndex: number) => `Open run ${formatCount(runIndex)}`,
  example: (runIndex: number) => `Run ${formatCount(runIndex)}`,
  more: (count: number) => `and ${formatCount(count)} more`,
  rules: { title: "Rules", worse: "Kept less often", better: "Kept more often", none: "No rule is kept more or less often beyond noise." },
  configuration: { more: (count: number) => (count === 1 ? "Show one more" : `Show ${formatCount(count)} more`), title: "Configuration", none: "The configurations are equal.", columns: ["Where", "First", "Second"], nothing: "nothing" },
} as const;
