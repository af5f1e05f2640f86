import { formatCount } from "@/shared/format";

const SAME_THING = { PYTHON: "program", C: "program", JSON: "document", TEXT: "text" } as const;

const NUMBER_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const inWords = (count: number): string => NUMBER_WORDS[count] ?? formatCount(count);
const capitalised = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
const outOf = (part: number, whole: number) => (part === whole && whole > 1 ? `All ${formatCount(whole)}` : `${formatCount(part)} of ${formatCount(whole)}`);

export const texts = {
  documentTitle: (title: string) => `${title} · Skyt`,
  jobs: "Jobs",
  notFound: { title: "There is no such job", hint: "It may belong to another organization, or the address may be mistyped.", back: "See all jobs" },
  again: "Run again with changes",
  facts: { model: "Model", temperature: "Temperature", seed: "Seed", runs: "Runs", restrictions: "Restriction sets", created: "Submitted", duration: "Duration", config: "Configuration" },
  none: "none",
  verdict: {
    same: (part: number, whole: number, kind: keyof typeof SAME_THING) =>
      `${outOf(part, whole)} answers are the same ${SAME_THING[kind]}`,
    interval: (confidence: string, low: string, high: string) => `${confidence} interval ${low} to ${high}`,
    notScored: (reason: string | null) => `Sameness could not be scored${reason ? `: ${reason}` : ""}`,
    alike: (part: number, whole: number) => `${outOf(part, whole)} behave alike.`,
    passing: (part: number, whole: number) => `${outOf(part, whole)} pass the tests.`,
    noRuleBroken: "No rule is broken.",
    rulesBroken: (rules: number, answers: number, whole: number) =>
      `${capitalised(inWords(rules))} ${rules === 1 ? "rule is" : "rules are"} broken in ${answers === whole && whole > 1 ? "all" : ""} ${inWords(answers)} ${answers === 1 ? "answer" : "answers"}.`.replace("  ", " "),
    formDiffers: "Same form means the same program once layout, comments and names are set aside.",
  },
  live: {
    title: "Runs",
    queued: "Waiting for a worker",
    running: (generated: number, total: number) => `${formatCount(generated)} of ${formatCount(total)} answered`,
    analysed: (count: number) => `${formatCount(count)} analysed`,
    unanswered: (count: number) => `${formatCount(count)} without an answer`,
    forms: (count: number) => (count === 1 ? "1 form so far" : `${formatCount(count)} forms so far`),
    failed: "The job failed",
    cancelled: "The job was cancelled",
    expired: "The job expired before it could run",
    progress: "Answers analysed",
  },
  connection: { connecting: "Connecting", live: "Live", reconnecting: "Connection lost, reconnecting", closed: "" },
  dot: {
    run: (runIndex: number) => `Run ${formatCount(runIndex)}`,
    waiting: "not answered yet",
    generated: "answered, not analysed yet",
    unanswered: { FAILED: "the generation failed", REFUSED: "the model refused", TIMED_OUT: "the model timed out" },
    analysed: (form: string, passed: boolean | null) =>
      `form ${form}${passed === null ? "" : passed ? ", passes the tests" : ", fails the tests"}`,
  },
  legend: { passes: "passes the tests", fails: "fails the tests", unanswered: "no answer", generated: "answered, not analysed", waiting: "not yet" },
  outputs: {
    title: "Outputs",
    note: (forms: number) => (forms === 1 ? "one canonical form" : `${formatCount(forms)} canonical forms, largest first`),
    form: (name: string) => `Form ${name}`,
    count: (size: number, total: number) => `${formatCount(size)} of ${formatCount(total)}`,
    anchor: "Anchor",
    anchorMeaning: "The reference answer: the first that meets the contract and passes the tests.",
    passes: "Passes",
    fails: "Fails",
    example: "Example answer",
    expand: "Show all lines",
    collapse: "Show fewer lines",
    more: (count: number) => `Show ${formatCount(count)} more forms`,
    empty: "There is no answer to group.",
  },
  metrics: {
    title: "Metrics",
    note: "with 95 % intervals where they are rates",
    groups: { sameness: "Repeatability", anchor: "Anchor and rescue", behaviour: "Tests and rules", distance: "Distance to the anchor", answers: "Answers that did not come", usage: "Usage", other: "More" },
    notScored: "not scored",
    about: (label: string) => `What ${label} means`,
    interval: (low: string, high: string) => `${low} – ${high}`,
    all: (count: number) => `${formatCount(count)} more`,
  },
  rules: {
    title: "Rules",
    columns: { rule: "Rule", severity: "Severity", passRate: "Keeps it", violations: "Violations" },
    manual: "For a person to judge",
    severities: { MANDATORY: "Mandatory", REQUIRED: "Required", ADVISORY: "Advisory" },
  },
  run: {
    title: (runIndex: number) => `Run ${formatCount(runIndex)}`,
    description: "Everything recorded about this run",
    previous: "Previous run",
    next: "Next run",
    tabs: { raw: "Answer", canonical: "Canonical", rescue: "Steps", oracle: "Tests", rules: "Violations" },
    raw: "Answer as the model gave it",
    canonical: "Canonical output",
    repaired: "Repaired output",
    noAnswer: "There is no answer",
    noCanonical: "There is no canonical form",
    noSteps: "The answer was in canonical form already: nothing had to be rewritten.",
    diffOf: (name: string) => `What ${name} changed`,
    evidence: { IDENTICAL: "Identical to the anchor", CANONICAL: "Same canonical form as the anchor", CHECKED: "Same as the anchor, checked on inputs", BEHAVIOURAL: "Behaves like the anchor, different code" },
    distance: (value: string) => `distance ${value}`,
    tests: (passed: number, total: number) => `${formatCount(passed)} of ${formatCount(total)} tests pass`,
    noOracle: "The tests were not run on this answer.",
    isolation: (name: string) => `Isolation: ${name}`,
    expected: "expected",
    observed: "got",
    noViolations: "This answer breaks none of the job's rules.",
    line: (line: number) => `line ${formatCount(line)}`,
    usage: { prompt: "tokens in", completion: "tokens out", latency: "latency" },
    copy: "Copy",
    copied: "Copied",
  },
} as const;
