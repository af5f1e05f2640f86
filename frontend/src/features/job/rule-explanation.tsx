import { Link } from "react-router";
import { Skeleton } from "@/components/ui/skeleton";
import { useQuery } from "@/shared/apollo/use-query";
import { paths } from "@/shared/paths";
import { formatInterval } from "./metric-format";
import { RuleDefinitionDocument } from "./rule-explanation.generated";
import { ruleMark } from "./rule-mark";
import type { Rule } from "./rules";
import { RunList } from "./run-list";
import { texts } from "./texts";
import { brokenBy } from "./verdict";

const Definition = ({ rule, jobId }: { rule: Rule; jobId: string }) => {
  // Rules have no identity of their own in the cache: part of one must not take the place of a whole one.
  const { data, error } = useQuery(RuleDefinitionDocument, { variables: { jobId }, fetchPolicy: "no-cache" });
  if (!data && !error) return <Skeleton className="h-10" />;
  const set = data?.job?.restrictionSets.find(({ name }) => name === rule.setId);
  return (
    <>
      <p>{set?.rules.find(({ id }) => id === rule.ruleId)?.description}</p>
      {set && (
        <Link to={paths.rule.link(set.id, rule.ruleId)} className="justify-self-start text-xs underline decoration-dotted underline-offset-4">
          {texts.matrix.toRule}
        </Link>
      )}
    </>
  );
};

/** What a rule asks for, how reliably it was kept, and the runs that do not keep it. */
export const RuleExplanation = ({ rule, jobId }: { rule: Rule; jobId: string }) => {
  const broken = brokenBy(rule);
  const interval = formatInterval({ ...rule.passRate, unit: "RATE" });
  return (
    <div className="grid gap-1">
      <p className="font-semibold">{rule.name}</p>
      <Definition rule={rule} jobId={jobId} />
      <code className="font-mono text-xs break-all text-ink-muted">
        {rule.setId} / {rule.ruleId}
      </code>
      {interval && <p className="text-xs text-ink-muted tabular-nums">{texts.metrics.between(interval)}</p>}
      <RunList title={texts.matrix.breaking(broken.length)} runIndexes={broken} markName={ruleMark(rule)} />
      <RunList title={texts.matrix.undecided(rule.undecidedRuns.length)} runIndexes={rule.undecidedRuns} markName={null} />
      <RunList title={texts.matrix.excepted(rule.waivedRuns.length)} runIndexes={rule.waivedRuns} markName={null} />
    </div>
  );
};
