import { SearchX } from "lucide-react";
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeLanguage } from "@/components/ui/code";
import { Notice } from "@/components/ui/notice";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { frame } from "@/shared/frame";
import { paths } from "@/shared/paths";
import { useNextStep } from "@/shared/use-next-step";
import { dotsOf, dotsOfReport, formsOf } from "./forms";
import { JobHeader } from "./job-header";
import { JobRecord, JobReport } from "./job-report";
import { JobDocument, type JobLiveFragment, type JobReportFragment } from "./job.generated";
import { type Marks, RunDots } from "./run-dots";
import { type Ground, runsBehind } from "./runs-behind";
import { ruleMark } from "./rule-mark";
import { texts } from "./texts";
import { useJobEvents } from "./use-job-events";
import { useJobRuns } from "./use-job-runs";
import { BROKEN_RULES, brokenBy, UNDECIDED_RULES } from "./verdict";
import { VerdictSummary } from "./verdict-summary";
import { useMark, useOpenRun } from "./view-state";

const LiveSummary = lazy(async () => ({ default: (await import("./live-summary")).LiveSummary }));
const RunSheet = lazy(async () => ({ default: (await import("./run-sheet")).RunSheet }));

type Job = JobLiveFragment & JobReportFragment;

const LANGUAGES = { PYTHON: "python", C: "c", JSON: "json", TEXT: "none" } as const;

/** What the page itself counts, beside the service's metrics. */
const PAGE_LABELS: Readonly<Record<string, string>> = { [BROKEN_RULES]: texts.verdict.brokenLabel, [UNDECIDED_RULES]: texts.verdict.undecidedLabel };

const marksOf = (name: string | null, result: JobReportFragment["result"], ground: Ground): Marks | null => {
  if (name === null || !result) return null;
  const rule = result.rules.find((candidate) => ruleMark(candidate) === name);
  if (rule) return { label: rule.name, runIndexes: new Set(brokenBy(rule)) };
  const metric = result.metrics.find((candidate) => candidate.name === name);
  const label = PAGE_LABELS[name] ?? metric?.label;
  return label === undefined ? null : { label, runIndexes: new Set(runsBehind(name, metric?.numerator ?? null, ground).runIndexes) };
};

const isUnderWay = (status: JobLiveFragment["status"]) => status === "QUEUED" || status === "RUNNING";

/** The job's changing part: it follows the events until the result is here. */
const JobBody = ({ job, onEnded }: { job: Job; onEnded: () => void }) => {
  const { id, status, result } = job;
  const { marked, mark } = useMark();
  const { runs, error, isLoaded, isComplete, refetch } = useJobRuns(id, isUnderWay(status));
  const { runIndex, openRun, closeRun } = useOpenRun();
  const followFrom = isLoaded && isUnderWay(status) ? job.progress.lastEventNumber : undefined;
  // What a result says does not wait for the runs that it is made of. The verdict is drawn first, the rest in the next step.
  const isReady = isLoaded || result !== null;
  const isVerdictDrawn = useNextStep(isReady);
  const connection = useJobEvents(id, followFrom, () => {
    onEnded();
    void refetch();
  });

  const failure = error && !isComplete && <ErrorState error={error} onRetry={() => refetch()} />;
  if (failure && !isReady) return failure;
  if (!isReady) return <SkeletonPage blocks={["h-48", "h-64"]} />;
  const dots = result && !isComplete ? dotsOfReport(result, job.numRuns, runs) : dotsOf(runs, job.numRuns, isComplete && !isUnderWay(status));
  const ground: Ground = { runs, rules: result?.rules ?? [] };
  const marks = isComplete ? marksOf(marked, result, ground) : null;
  return (
    <div className="grid min-w-0 gap-8">
      {result?.notices.map((notice) => (
        <Notice key={notice} tone="sample">
          {notice}
        </Notice>
      ))}
      <Card className={frame.verdictCard}>
        {result ? (
          <VerdictSummary report={job} result={result} ground={ground} />
        ) : (
          <Suspense fallback={<SkeletonPage blocks={["h-24"]} />}>
            <LiveSummary job={job} forms={formsOf(runs)} runs={runs} connection={connection} />
          </Suspense>
        )}
        {isVerdictDrawn && <RunDots dots={dots} isLive={!result} marks={marks} onOpen={openRun} onUnmark={() => mark(null)} />}
        {failure}
      </Card>
      <CodeLanguage value={LANGUAGES[job.contract.kind]}>
      {result && isVerdictDrawn && <JobReport jobId={id} result={result} ground={ground} dots={dots} onOpen={openRun} />}
      {!result && isVerdictDrawn && !isUnderWay(status) && status !== "COMPLETED" && <JobRecord jobId={id} onOpen={openRun} />}
      <Suspense>{runIndex !== null && <RunSheet dots={dots} anchor={result?.anchor ?? null} runIndex={runIndex} onOpen={openRun} onClose={closeRun} />}</Suspense>
      </CodeLanguage>
    </div>
  );
};

const NoSuchJob = ({ isWholePage }: { isWholePage: boolean }) => (
  <EmptyState
    icon={SearchX}
    title={texts.notFound.title}
    isWholePage={isWholePage}
    action={
      <Button asChild size="small">
        <Link to={paths.jobs.link()}>{texts.notFound.back}</Link>
      </Button>
    }
  >
    {texts.notFound.hint}
  </EmptyState>
);

type JobViewProps = { jobId: string; isEmbedded?: boolean };

/** A whole job, live or finished; embedded beside the form that started it, it repeats no settings. */
export const JobView = ({ jobId, isEmbedded = false }: JobViewProps) => {
  const { data, error, refetch } = useQuery(JobDocument, {
    variables: { id: jobId },
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => refetch()} />;
  if (!data) return <SkeletonPage blocks={["h-8 w-72", "h-10", "h-48", "h-64"]} />;
  if (!data.job) return <NoSuchJob isWholePage={!isEmbedded} />;
  return (
    <div className="grid min-w-0 gap-6">
      {!isEmbedded && <JobHeader job={data.job} />}
      <JobBody job={data.job} onEnded={() => void refetch()} />
    </div>
  );
};
