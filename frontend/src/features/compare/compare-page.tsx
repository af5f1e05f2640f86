import { GitCompareArrows } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { cn } from "@/shared/cn";
import { paths } from "@/shared/paths";
import { CompareJobsDocument } from "./compare.generated";
import { Comparison } from "./comparison";
import { texts } from "./texts";

const TooFew = () => (
  <EmptyState
    icon={GitCompareArrows}
    title={texts.tooFew.title}
    action={
      <Button asChild size="small">
        <Link to={`${paths.jobs.link()}?status=COMPLETED`}>{texts.tooFew.action}</Link>
      </Button>
    }
  >
    {texts.tooFew.hint}
  </EmptyState>
);

const Comparisons = ({ ids }: { ids: readonly string[] }) => {
  const { data, error, refetch } = useQuery(CompareJobsDocument, { variables: { ids: [...ids] } });
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
      <title>{texts.documentTitle}</title>
      <header>
        <h1 className="text-xl font-semibold tracking-tight">{texts.title}</h1>
        <p className="text-[13px] text-ink-muted">{texts.lead}</p>
      </header>
      {ids.length < 2 ? <TooFew /> : <Comparisons ids={ids} />}
    </div>
  );
};
