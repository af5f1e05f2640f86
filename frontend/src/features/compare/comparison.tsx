import { Link } from "react-router";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeLanguage } from "@/components/ui/code";
import { Notice } from "@/components/ui/notice";
import { useCanWrite } from "@/shared/apollo/use-can-write";
import { asSentences, formatDecimal, inLocale } from "@/shared/format";
import { paths } from "@/shared/paths";
import { repeatLink } from "@/shared/repeat-link";
import { ClassChanges } from "./class-changes";
import type { Compared } from "./compared";
import { ConfigurationChanges } from "./configuration-changes";
import { RuleChanges } from "./rule-changes";
import { texts } from "./texts";
import { ValuesTable } from "./values-table";
import { VerdictBadge } from "./verdict-badge";

const LANGUAGES = { PYTHON: "python", C: "c", JSON: "json", TEXT: "none" } as const;

const JobCard = ({ job, role, baselineLink }: { job: Compared["first"]; role: string; baselineLink?: string }) => (
  <Card className="grid min-w-0 content-start gap-1 p-4 text-[13px]">
    <span className="text-xs text-ink-muted">{role}</span>
    <Link to={paths.job.link(job.id)} className="truncate font-semibold underline decoration-ink-muted/50 decoration-dotted underline-offset-4">
      {job.contract.title}
    </Link>
    <span className="wrap-anywhere text-ink-muted" title={`${job.pins.provider} / ${job.pins.model}`}>
      {texts.version(job.contract.version)} · {job.pins.model} · {texts.temperature(formatDecimal(job.pins.temperature))} · {texts.runs(job.numRuns)}
    </span>
    <span className="flex flex-wrap justify-between gap-2 text-xs text-ink-muted">
      <Ago iso={job.createdAt} />
      {baselineLink && (
        <Link to={baselineLink} className="print:hidden underline underline-offset-4 hover:text-ink">
          {texts.makeBaseline}
        </Link>
      )}
    </span>
  </Card>
);

/** Whether the jobs are of two versions of one contract: then what differs between them can be shown. */
const areVersions = ({ first, second, configuration }: Compared): boolean =>
  first.contract.id !== second.contract.id && !configuration.some(({ path }) => path === "$.contract.id");

const Refusal = ({ comparison }: { comparison: Compared }) => (
  <Notice tone="bad">
    <strong className="font-semibold">{texts.refused}</strong>
    {comparison.reasons.map((reason) => (
      <div key={reason}>{inLocale(asSentences(reason))}</div>
    ))}
    {areVersions(comparison) && (
      <Link to={`${paths.contract.link(comparison.second.contract.id)}?against=${encodeURIComponent(comparison.first.contract.id)}`} className="mt-1 inline-block py-0.5 font-medium underline underline-offset-4">
        {texts.whatChanged}
      </Link>
    )}
  </Notice>
);

/** Where runs are missing: both jobs once more, with as many as would decide it. */
const Enough = ({ comparison: { first, second }, moreRuns }: { comparison: Compared; moreRuns: number }) => {
  const canWrite = useCanWrite();
  if (!canWrite) return null;
  const jobs = { first, second };
  return (
    <div className="grid gap-2 text-[13px] print:hidden">
      <p className="max-w-3xl text-ink-muted">{texts.enough.lead}</p>
      <div className="flex flex-wrap gap-2">
        {(["first", "second"] as const).map((which) => {
          const numRuns = jobs[which].numRuns + moreRuns;
          return (
            <Button key={which} asChild size="small">
              <Link to={repeatLink({ ...jobs[which], numRuns })}>{texts.enough.run(which, numRuns)}</Link>
            </Button>
          );
        })}
      </div>
    </div>
  );
};

/** One job against another: what changed and whether it is real, then everything that it rests on. */
export const Comparison = ({ comparison, ids }: { comparison: Compared; ids: readonly string[] }) => {
  const { first, second, verdict, sentence } = comparison;
  const moved = comparison.values.filter((value) => value.verdict === "CHANGED" && value.test === null).length;
  return (
    <CodeLanguage value={LANGUAGES[second.contract.kind]}>
      <article aria-label={`${second.contract.title}, ${second.pins.model}`} className="grid min-w-0 gap-6">
        <div className="grid gap-3 sm:grid-cols-2">
          <JobCard job={first} role={texts.baseline} />
          <JobCard job={second} role={texts.other} baselineLink={paths.compare.link([second.id, ...ids.filter((id) => id !== second.id)])} />
        </div>
        {verdict === null ? (
          <Refusal comparison={comparison} />
        ) : (
          <Card className="grid gap-3 p-5 sm:p-6">
            <div className="flex flex-wrap items-center gap-2">
              <VerdictBadge verdict={verdict} />
            </div>
            <p data-testid="comparison" className="max-w-4xl text-lg leading-snug font-semibold tracking-tight text-pretty sm:text-xl">
              {inLocale(sentence)}
            </p>
            {comparison.moreRuns !== null && <Enough comparison={comparison} moreRuns={comparison.moreRuns} />}
            {verdict !== "CHANGED" && moved > 0 && <p className="max-w-3xl text-[13px] text-ink-muted">{texts.untested(moved)}</p>}
          </Card>
        )}
        {verdict !== null && <ValuesTable values={comparison.values} />}
        {verdict !== null && <ClassChanges words={texts.behaviours} changes={comparison.behaviours} firstId={first.id} secondId={second.id} />}
        {verdict !== null && <ClassChanges words={texts.forms} changes={comparison.forms} firstId={first.id} secondId={second.id} />}
        {verdict !== null && <RuleChanges worse={comparison.worseRules} better={comparison.betterRules} />}
        <ConfigurationChanges differences={comparison.configuration} />
      </article>
    </CodeLanguage>
  );
};
