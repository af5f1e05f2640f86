import { GitCompareArrows } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { cn } from "@/shared/cn";
import { refusalCode } from "@/shared/network-error";
import { paths } from "@/shared/paths";
import { CompareJobsDocument } from "./compare.generated";
import { Comparison } from "./comparison";
import { texts } from "./texts";
import { PageHeading } from "@/components/ui/page-heading";
import { headings } from "@/shared/headings";

type Refused = keyof typeof texts.cannot;

/** What the service says of jobs that are not there or have no result. */
const NO_SUCH_JOB: ReadonlySet<unknown> = new Set(["NOT_FOUND", "INVALID_INPUT"]);
const MOST = 10;

const Cannot = ({ why }: { why: Refused }) => (
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
  </div>
);

const Comparisons = ({ ids }: { ids: readonly string[] }) => {
  const { data, error, refetch } = useQuery(CompareJobsDocument, { variables: { ids: [...ids] } });
  if (NO_SUCH_JOB.has(refusalCode(error))) return <Cannot why="noSuchJob" />;
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
  const ids = [...new Set(search.getAll("job"))];
  return (
    <div className="grid gap-8">
      <PageHeading {...headings.compare} />
      {ids.length < 2 && <Cannot why="tooFew" />}
      {ids.length > MOST && <Cannot why="tooMany" />}
      {ids.length >= 2 && ids.length <= MOST && <Comparisons ids={ids} />}
    </div>
  );
};

ComparePage.asks = [CompareJobsDocument];
