import { formatCount } from "@/shared/format";

const SAME_THING = { PYTHON: "program", C: "program", JSON: "document", TEXT: "text" } as const;

const NUMBER_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const inWords = (count: number): string => NUMBER_WORDS[count] ?? formatCount(count);

const answers = (count: number): string => `${formatCount(count)} ${count === 1 ? "answer" : "answers"}`;

/** The words of the verdict; the start page says it before the page's script is here. */
export const verdictTexts = {
  outOf: (part: number, whole: number) => `${formatCount(part)} of ${formatCount(whole)}`,
  same: (kind: keyof typeof SAME_THING, interval: string, isPartial: boolean) =>
    [isPartial ? `runs gave the same ${SAME_THING[kind]}` : `answers are the same ${SAME_THING[kind]}`, interval].filter(Boolean).join(", "),
  interval: (confidence: string, low: string, high: string) => `${confidence} interval ${low} to ${high}`,
  notScored: (reason: string | null) => `Sameness could not be scored${reason ? `: ${reason}` : ""}`,
  alike: "behave alike",
  passing: "pass the tests",
  unanswered: { failed: "got no answer", refused: "were refused", timed_out: "timed out" },
  noRuleBroken: "no rule is broken",
  noRuleKnownBroken: "no rule is known to be broken",
  answers,
  undecided: "could not be held against every rule",
  rules: (count: number) => `${inWords(count)} ${count === 1 ? "rule" : "rules"}`,
  brokenIn: (count: number) => `broken in ${answers(count)}`,
  brokenLabel: "Broken rules",
  brokenDefinition: "The rules of the job's restriction sets that at least one answer breaks, and the answers that break one. Places that an exception covers do not count.",
  undecidedLabel: "Undecided rules",
  undecidedDefinition:
    "The answers for which a rule could not be decided, such as prose where code was asked for. They count neither as keeping the rule nor as breaking it; where the rule is mandatory, they do not comply.",
  formDiffers: {
    PYTHON: "The same program: equal after rewrites that change nothing of what it does, confirmed by running both where they run.",
    C: "The same program: equal but for layout, comments and the names of local variables.",
    JSON: "The same document: equal but for layout, the order of keys and how a number is written.",
    TEXT: "The same text: equal but for white space and the spelling of Markdown.",
  },
} as const;
