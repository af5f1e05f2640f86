import { useQuery } from "@apollo/client/react";
import { ChevronLeft, ChevronRight, Layers } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { JobRow } from "./job-row";
import { CreateButton, JobsToolbar } from "./jobs-toolbar";
import { JobsDocument } from "./jobs.generated";
import { filterOf, type ListState, useListState } from "./list-state";
import { texts } from "./texts";

const PAGE_SIZE = 25;
const POLL_EVERY = 3000;

type ListProps = { state: ListState; onChange: (part: Partial<ListState>) => void };

const Head = () => (
  <thead className="border-b border-line bg-sunken text-xs text-ink-muted max-md:sr-only">
    <tr>
      {Object.entries(texts.columns).map(([key, label]) => (
        <th key={key} scope="col" className="px-4 py-2 font-medium whitespace-nowrap">
          {label}
        </th>
      ))}
    </tr>
  </thead>
);

const Pages = ({ state, next, onChange }: { state: ListState; next: string | null; onChange: ListProps["onChange"] }) => (
  <nav aria-label={texts.pages} className="flex gap-2 empty:hidden">
    {state.after !== null && (
      <Button size="small" onClick={() => onChange({ after: null })}>
        <ChevronLeft aria-hidden />
        {texts.newest}
      </Button>
    )}
    {next !== null && (
      <Button size="small" onClick={() => onChange({ after: next })}>
        {texts.older}
        <ChevronRight aria-hidden />
      </Button>
    )}
  </nav>
);

const JobList = ({ state, onChange }: ListProps) => {
  const { data, error, refetch } = useQuery(JobsDocument, {
    variables: { first: PAGE_SIZE, after: state.after, filter: filterOf(state) },
    fetchPolicy: "cache-and-network",
    pollInterval: POLL_EVERY,
    skipPollAttempt: () => document.hidden,
  });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-14", "h-14", "h-14", "h-14", "h-14"]} />;
  const { edges, pageInfo } = data.jobs;
  if (edges.length === 0) {
    const { title, hint } = filterOf(state) ? texts.emptyFiltered : texts.empty;
    return (
      <EmptyState icon={Layers} title={title} action={<CreateButton />}>
        {hint}
      </EmptyState>
    );
  }
  return (
    <div className="grid justify-items-center gap-4">
      <Card className="w-full overflow-hidden">
        <table className="w-full text-left text-[13px] max-md:block">
          <Head />
          <tbody className="divide-y divide-line max-md:block">
            {edges.map(({ node }) => (
              <JobRow key={node.id} job={node} />
            ))}
          </tbody>
        </table>
      </Card>
      <Pages state={state} next={pageInfo.hasNextPage ? pageInfo.endCursor : null} onChange={onChange} />
    </div>
  );
};

export const JobsPage = () => {
  const { state, change } = useListState();
  return (
    <div className="grid gap-6">
      <title>{texts.documentTitle}</title>
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{texts.title}</h1>
          <p className="text-[13px] text-ink-muted">{texts.lead}</p>
        </div>
        <JobsToolbar state={state} onChange={change} />
      </header>
      <JobList key={JSON.stringify(state)} state={state} onChange={change} />
    </div>
  );
};
