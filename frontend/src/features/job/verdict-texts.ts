import { formatCount } from "@/shared/format";

const SAME_THING = { PYTHON: "program", C: "program", JSON: "document", TEXT: "text" } as const;

const NUMBER_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const inWords = (count: number): string => NUMBER_WORDS[count] ?? formatCount(count);

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
  rules: (count: number) => `${inWords(count)} ${count === 1 ? "rule" : "rules"}`,
  brokenIn: (answers: number) => `broken in ${formatCount(answers)} ${answers === 1 ? "answer" : "answers"}`,
  brokenLabel: "Broken rules",
  brokenDefinition: "The rules of the job's restriction sets that at least one answer breaks, and the answers that break one. Places that an exception covers do not count.",
  formDiffers: {
    PYTHON: "The same program: equal after rewrites that change nothing of what it does, confirmed by running both where they run.",
    C: "The same program: equal but for layout, comments and the names of local variables.",
    JSON: "The same document: equal but for layout, the order of keys and how a number is written.",
    TEXT: "The same text: equal but for white space and the spelling of Markdown.",
  },
} as const;
