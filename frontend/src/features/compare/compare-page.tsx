import { GitCompareArrows } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { Skeleton, SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { cn } from "@/shared/cn";
import { refusalCode } from "@/shared/network-error";
import { paths } from "@/shared/paths";
import { ComparedJobStateDocument, CompareJobsDocument } from "./compare.generated";
import { Comparison } from "./comparison";
import { texts } from "./texts";
import { PageHeading } from "@/components/ui/page-heading";
import { headings } from "@/shared/headings";

type Refused = keyof typeof texts.cannot;

/** What the service says of jobs that are not there or have no result. */
const NO_SUCH_JOB: ReadonlySet<unknown> = new Set(["NOT_FOUND", "INVALID_INPUT"]);
const MOST = 10;

const Cannot = ({ why, children }: { why: Refused; children?: ReactNode }) => (
  <div role={why === "noSuchJob" ? "alert" : undefined}>
    <EmptyState
      icon={GitCompareArrows}
      title={texts.cannot[why].title}
      action={
        <Button asChild size="small">
          <Link to={`${paths.jobs.link()}?status=COMPLETED`}>{texts.goToJobs}</Link>
        </Button>
      }
    >
      {texts.cannot[why].hint}
    </EmptyState>
    {children}
  </div>
);

/** How one of the jobs stands that were to be compared. */
const JobState = ({ jobId }: { jobId: string }) => {
  const { data, error } = useQuery(ComparedJobStateDocument, { variables: { id: jobId } });
  if (!data && !error) {
    return (
      <li>
        <Skeleton className="h-5" />
      </li>
    );
  }
  const job = data?.job;
  return (
    <li className="wrap-anywhere">
      {job ? (
        <>
          <Link to={paths.job.link(job.id)} className="font-medium text-ink underline underline-offset-4">
            {job.contract.title} · {job.pins.model}
          </Link>{" "}
          {texts.states[job.status]}.
        </>
      ) : (
        <>
          <code className="font-mono text-xs">{jobId}</code>: {texts.states.missing}
        </>
      )}
    </li>
  );
};

const Comparisons = ({ ids }: { ids: readonly string[] }) => {
  const { data, error, refetch } = useQuery(CompareJobsDocument, { variables: { ids: [...ids] } });
  if (NO_SUCH_JOB.has(refusalCode(error))) return (
      <Cannot why="noSuchJob">
        <ul className="mx-auto mt-4 grid max-w-2xl gap-2 text-[13px] text-ink-muted">
          {ids.map((id) => (
            <JobState key={id} jobId={id} />
          ))}
        </ul>
      </Cannot>
    );
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />;
  if (!data) return <SkeletonPage blocks={["h-24", "h-20", "h-80"]} />;
  return data.compareWithFirst.map((comparison, place) => (
    <div key={comparison.second.id} className={cn(place > 0 && "border-t border-line pt-8")}>
      {data.compareWithFirst.length > 1 && <h2 className="mb-4 text-base font-semibold tracking-tight">{texts.against(place + 1)}</h2>}
      <Comparison comparison={comparison} ids={ids} />
    </div>
  ));
};

/** The first of the jobs in the address against each of the others. */
export const ComparePage = () => {
  const [search] = useSearchParams();
  const named = search.getAll("job");
  const ids = [...new Set(named)];
  return (
    <div className="grid gap-8">
      <PageHeading {...headings.compare} />
      {ids.length < 2 && <Cannot why={named.length > 1 ? "sameJob" : "tooFew"} />}
      {ids.length > MOST && <Cannot why="tooMany" />}
      {ids.length >= 2 && ids.length <= MOST && <Comparisons ids={ids} />}
    </div>
  );
};

ComparePage.asks = [CompareJobsDocument];
