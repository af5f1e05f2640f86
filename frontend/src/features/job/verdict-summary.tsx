import { Fragment } from "react";
import { IntervalBar } from "@/components/ui/interval-bar";
import { cn } from "@/shared/cn";
import { formatPercent } from "@/shared/format";
import { frame } from "@/shared/frame";
import { Explanation, type Explained, explainedMetric } from "./explanation";
import type { JobReportFragment } from "./job.generated";
import { NumberLink } from "./number-link";
import type { Ground } from "./runs-behind";
import { texts } from "./texts";
import { answersBreaking, answersUndecided, BROKEN_RULES, type Clause, UNDECIDED_RULES, type Verdict, verdictOf } from "./verdict";

type Result = NonNullable<JobReportFragment["result"]>;
type VerdictProps = { report: JobReportFragment; result: Result; ground: Ground };

const explainedRules = ({ broken }: Verdict, answers: number, total: number): Explained => ({
  name: BROKEN_RULES,
  label: texts.verdict.brokenLabel,
  definition: texts.verdict.brokenDefinition,
  value: broken,
  numerator: answers,
  denominator: total,
  words: texts.verdict.rules(broken),
  interval: null,
});

const explainedUndecided = (answers: number, total: number): Explained => ({
  name: UNDECIDED_RULES,
  label: texts.verdict.undecidedLabel,
  definition: texts.verdict.undecidedDefinition,
  value: answers,
  numerator: answers,
  denominator: total,
  words: texts.verdict.answers(answers),
  interval: null,
});

const Part = ({ clause, explained, ground }: { clause: Clause; explained: Explained | undefined; ground: Ground }) => (
  <>
    {explained ? (
      <NumberLink label={texts.marks.ask(clause.number, explained.label)} explanation={<Explanation explained={explained} ground={ground} />}>
        {clause.number}
      </NumberLink>
    ) : (
      clause.number
    )}
    {clause.number && " "}
    {clause.words}
  </>
);

/** The job in one sentence, its interval drawn beneath; every number leads to its definition and its runs. */
export const VerdictSummary = ({ report, result, ground }: VerdictProps) => {
  const verdict = verdictOf(result, report.contract.kind);
  const structural = result.metrics.find(({ name }) => name === "R_structural");
  const explain = (name: string | null): Explained | undefined => {
    if (name === BROKEN_RULES) return explainedRules(verdict, answersBreaking(result.rules).size, report.numRuns);
    if (name === UNDECIDED_RULES) return explainedUndecided(answersUndecided(result.rules).size, report.numRuns);
    const metric = result.metrics.find((candidate) => candidate.name === name);
    return metric && explainedMetric(metric);
  };
  return (
    <div className="grid gap-4">
      <p className={frame.verdict} data-testid="verdict">
        {verdict.clauses.map((clause, index) => (
          <Fragment key={clause.metric ?? clause.words}>
            <span className={cn(index === 0 && frame.verdictFirst)}>
              <Part clause={clause} explained={explain(clause.metric)} ground={ground} />
            </span>
            {index === verdict.clauses.length - 1 ? "." : "; "}
          </Fragment>
        ))}
      </p>
      {structural?.value != null && (
        <div className="max-w-xl">
          <IntervalBar value={structural.value} low={structural.interval?.low} high={structural.interval?.high} />
          <div aria-hidden className="flex justify-between text-[11px] text-ink-muted tabular-nums">
            {[0, 0.5, 1].map((share) => (
              <span key={share}>{formatPercent(share)}</span>
            ))}
          </div>
        </div>
      )}
      <p className="text-xs text-ink-muted">{texts.verdict.formDiffers[report.contract.kind]}</p>
    </div>
  );
};
