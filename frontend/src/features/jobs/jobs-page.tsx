import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight, Layers } from "lucide-react";
import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { isUnderWay, useLiveList } from "@/shared/apollo/use-live-list";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { ViewerNote } from "@/components/ui/viewer-note";
import { useQuery } from "@/shared/apollo/use-query";
import { cn } from "@/shared/cn";
import { texts as sharedTexts } from "@/shared/texts";
import { JobRow } from "./job-row";
import { CreateButton, JobsToolbar } from "./jobs-toolbar";
import { JobsDocument } from "./jobs.generated";
import { filterOf, type ListState, pressed, SORTS, useListState } from "./list-state";
import { SelectionBar } from "./selection-bar";
import { texts } from "./texts";
import { PageHeading } from "@/components/ui/page-heading";
import { headings } from "@/shared/headings";

const PAGE_SIZE = 25;

type Picks = { picked: readonly string[]; onPick: (jobId: string, isPicked: boolean) => void };
type ListProps = Picks & { state: ListState; onChange: (part: Partial<ListState>) => void };

const Arrow = ({ order }: Pick<ListState, "order">) => (order === "NEWEST" ? <ArrowDown aria-hidden className="size-3.5" /> : <ArrowUp aria-hidden className="size-3.5" />);

const Column = ({ column, state, onChange }: Pick<ListProps, "state" | "onChange"> & { column: keyof typeof SORTS }) => {
  const sort = SORTS[column];
  const isSorted = state.sort === sort;
  return (
    <th scope="col" aria-sort={isSorted ? (state.order === "NEWEST" ? "descending" : "ascending") : undefined} className={cn("px-2.5 py-2 font-medium whitespace-nowrap xl:px-4", column === "runs" && "max-xl:hidden")}>
      <button type="button" className="flex items-center gap-1 rounded-sm hover:text-ink" onClick={() => onChange(pressed(sort, state))}>
        {texts.columns[column]}
        {isSorted && <Arrow order={state.order} />}
      </button>
    </th>
  );
};

const Head = ({ state, onChange }: Pick<ListProps, "state" | "onChange">) => (
  <thead className="border-b border-line bg-sunken text-xs text-ink-muted max-md:hidden">
    <tr>
      <th scope="col" className="w-10">
        <span className="sr-only">{texts.pickColumn}</span>
      </th>
      {(Object.keys(texts.columns) as (keyof typeof SORTS)[]).map((column) => (
        <Column key={column} column={column} state={state} onChange={onChange} />
      ))}
    </tr>
  </thead>
);

const Pages = ({ state, next, onChange }: { state: ListState; next: string | null; onChange: ListProps["onChange"] }) => {
  const turnTo = (after: string | null) => {
    onChange({ after });
    window.scrollTo(0, 0);
  };
  return (
    <nav aria-label={texts.pages} className="flex gap-2 empty:hidden">
      {state.after !== null && (
        <Button size="small" onClick={() => turnTo(null)}>
          <ChevronLeft aria-hidden />
          {texts.first}
        </Button>
      )}
      {next !== null && (
        <Button size="small" onClick={() => turnTo(next)}>
          {texts.next}
          <ChevronRight aria-hidden />
        </Button>
      )}
    </nav>
  );
};

const JobList = ({ state, onChange, picked, onPick }: ListProps) => {
  const [filter] = useState(() => filterOf(state, Date.now()));
  const list = useQuery(JobsDocument, {
    variables: { first: PAGE_SIZE, after: state.after, filter, orderBy: state.order, sortBy: state.sort },
    fetchPolicy: "cache-and-network",
    skipPollAttempt: () => document.hidden,
  });
  const { data, error, refetch } = list;
  useLiveList(list, data?.jobs.edges.some(({ node }) => isUnderWay(node.status)) ?? false);
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-14", "h-14", "h-14", "h-14", "h-14"]} />;
  const { edges, pageInfo } = data.jobs;
  if (edges.length === 0) {
    const { title, hint } = filter ? texts.emptyFiltered : texts.empty;
    return (
      <EmptyState icon={Layers} title={title} action={<CreateButton />}>
        {hint}
      </EmptyState>
    );
  }
  return (
    <div className="grid justify-items-center gap-4">
      <Card className="w-full overflow-x-auto">
        <table className="w-full text-left text-[13px] max-md:block">
          <Head state={state} onChange={onChange} />
          <tbody className="divide-y divide-line max-md:block">
            {edges.map(({ node }) => (
              <JobRow key={node.id} job={node} isPicked={picked.includes(node.id)} onPick={onPick} />
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
  const [picked, setPicked] = useState<readonly string[]>([]);
  const handlePick = useCallback(
    (jobId: string, isPicked: boolean) => setPicked((now) => (isPicked ? [...now, jobId] : now.filter((other) => other !== jobId))),
    [],
  );
  return (
    <div className="grid gap-6">
      <PageHeading {...headings.jobs}>
        <CreateButton />
      </PageHeading>
      <ViewerNote>{sharedTexts.viewerCannotRun}</ViewerNote>
      <JobsToolbar state={state} onChange={change} />
      {picked.length > 0 && <SelectionBar picked={picked} onClear={() => setPicked([])} />}
      <JobList key={JSON.stringify(state)} state={state} onChange={change} picked={picked} onPick={handlePick} />
    </div>
  );
};

JobsPage.asks = [JobsDocument];
