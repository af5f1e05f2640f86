import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { IntervalBar } from "@/components/ui/interval-bar";
import { formatCount, formatPercent } from "@/shared/format";
import type { JobReportFragment } from "./job.generated";
import { texts } from "./texts";

type Rule = NonNullable<JobReportFragment["result"]>["rules"][number];

const TONES: Record<Rule["severity"], BadgeTone> = { MANDATORY: "bad", REQUIRED: "warn", ADVISORY: "neutral" };

const PassRate = ({ rule: { passRate, manualReason } }: { rule: Rule }) => {
  if (passRate.value === null) {
    return (
      <span className="text-xs text-ink-muted">
        {manualReason ? `${texts.rules.manual}: ${manualReason}` : (passRate.notScoredReason ?? texts.metrics.notScored)}
      </span>
    );
  }
  return (
    <div className="flex items-center gap-3">
      <span className="w-10 text-right font-semibold tabular-nums">{formatPercent(passRate.value)}</span>
      <IntervalBar value={passRate.value} low={passRate.interval?.low} high={passRate.interval?.high} className="max-w-40 min-w-20" />
      {passRate.numerator !== null && passRate.denominator !== null && (
        <span className="text-xs text-ink-muted tabular-nums">
          {formatCount(passRate.numerator)}/{formatCount(passRate.denominator)}
        </span>
      )}
    </div>
  );
};

const RuleRow = ({ rule }: { rule: Rule }) => (
  <tr className="max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-3 max-md:gap-y-1.5 max-md:px-4 max-md:py-3">
    <td className="px-4 py-2.5 max-md:p-0">
      <div className="font-medium">{rule.name}</div>
      <div className="font-mono text-xs break-all text-ink-muted">
        {rule.setId} / {rule.ruleId}
      </div>
    </td>
    <td className="px-4 py-2.5 max-md:p-0">
      <Badge tone={TONES[rule.severity]}>{texts.rules.severities[rule.severity]}</Badge>
    </td>
    <td className="px-4 py-2.5 max-md:p-0">
      <PassRate rule={rule} />
    </td>
    <td className="px-4 py-2.5 text-right tabular-nums max-md:p-0" aria-label={`${texts.rules.columns.violations}: ${rule.violations}`}>
      {rule.manualReason ? "" : formatCount(rule.violations)}
    </td>
  </tr>
);

const leastKeptFirst = (rules: readonly Rule[]): Rule[] =>
  rules.toSorted((one, other) => (one.passRate.value ?? 2) - (other.passRate.value ?? 2));

/** Every rule of the job's restriction sets with how reliably it was kept, the least kept first. */
export const RulesSection = ({ rules }: { rules: readonly Rule[] }) =>
  rules.length > 0 && (
    <Section title={texts.rules.title}>
      <Card className="overflow-hidden">
        <table className="w-full text-left text-[13px] max-md:block">
          <thead className="border-b border-line bg-sunken text-xs text-ink-muted max-md:sr-only">
            <tr>
              {Object.values(texts.rules.columns).map((label) => (
                <th key={label} scope="col" className="px-4 py-2 font-medium last:text-right">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line max-md:block">
            {leastKeptFirst(rules).map((rule) => (
              <RuleRow key={`${rule.setId}/${rule.ruleId}`} rule={rule} />
            ))}
          </tbody>
        </table>
      </Card>
    </Section>
  );
