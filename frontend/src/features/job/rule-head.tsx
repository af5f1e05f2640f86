import { Badge, type BadgeTone } from "@/components/ui/badge";
import { formatPercent } from "@/shared/format";
import type { ReactNode } from "react";
import { NumberLink } from "./number-link";
import type { Rule } from "./rules";
import { texts } from "./texts";

export const SEVERITY_TONES: Record<Rule["severity"], BadgeTone> = { MANDATORY: "bad", REQUIRED: "warn", ADVISORY: "neutral" };

const rateWords = ({ passRate: { value, numerator, denominator, notScoredReason } }: Rule): string => {
  if (value === null) return notScoredReason ?? texts.metrics.notScored;
  return numerator === null || denominator === null ? formatPercent(value) : texts.matrix.kept(numerator, denominator, formatPercent(value));
};

const summaryOf = (rule: Rule): string =>
  [rateWords(rule), ...(rule.undecidedRuns.length > 0 ? [texts.matrix.undecidedCount(rule.undecidedRuns.length)] : []), ...(rule.anchorViolations ? [texts.matrix.anchorBreaks] : []), ...(rule.waived > 0 ? [texts.matrix.waived(rule.waived)] : [])].join(" · ");

/** A rule's name, weight and how reliably it was kept, which leads to what the rule is and the runs behind: the head of its row, which stays in view. */
export const RuleHead = ({ rule, explanation }: { rule: Rule; explanation: ReactNode }) => (
  <th scope="row" className="sticky left-0 z-10 w-72 max-w-[46vw] min-w-44 border-r border-line bg-surface px-3 py-1.5 text-left font-normal">
    <div className="flex items-center gap-2">
      <span className="min-w-0 font-medium max-sm:wrap-anywhere sm:truncate" title={`${rule.name} (${rule.setId} / ${rule.ruleId})`}>
        {rule.name}
      </span>
      <Badge tone={SEVERITY_TONES[rule.severity]} className="ml-auto max-sm:hidden">
        {texts.rules.severities[rule.severity]}
      </Badge>
    </div>
    <NumberLink label={texts.marks.ask(summaryOf(rule), rule.name)} explanation={explanation} className="text-left text-xs text-ink-muted tabular-nums">
      {summaryOf(rule)}
    </NumberLink>
  </th>
);
