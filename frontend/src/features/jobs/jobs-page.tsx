import { NetworkStatus } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { Layers, Plus } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/input";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { paths } from "@/shared/paths";
import { texts as sharedTexts } from "@/shared/texts";
import { JobRow } from "./job-row";
import { JobsDocument, type JobStatus } from "./jobs.generated";
import { texts } from "./texts";

const PAGE_SIZE = 25;
const POLL_EVERY = 3000;

const isStatus = (value: string | null): value is JobStatus => value !== null && value in sharedTexts.statuses;

const CreateButton = () => (
  <Button asChild variant="primary" size="small">
    <Link to={paths.playground.link()}>
      <Plus aria-hidden />
      {texts.create}
    </Link>
  </Button>
);

const StatusFilter = ({ status, onChoose }: { status: JobStatus | null; onChoose: (status: string) => void }) => (
  <Select aria-label={texts.filter} value={status ?? ""} onChange={(event) => onChoose(event.target.value)} fit="compact">
    <option value="">{texts.all}</option>
    {Object.entries(sharedTexts.statuses).map(([value, label]) => (
      <option key={value} value={value}>
        {label}
      </option>
    ))}
  </Select>
);

const JobList = ({ status }: { status: JobStatus | null }) => {
  const [isExtended, setIsExtended] = useState(false);
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(JobsDocument, {
    variables: { first: PAGE_SIZE, filter: status ? { status: [status] } : null },
    fetchPolicy: "cache-and-network",
    notifyOnNetworkStatusChange: true,
    // Asking again for the first page would cut off the pages after it.
    pollInterval: isExtended ? 0 : POLL_EVERY,
    skipPollAttempt: () => document.hidden,
  });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-14", "h-14", "h-14", "h-14", "h-14"]} />;
  const { edges, pageInfo } = data.jobs;
  const isFetchingMore = networkStatus === NetworkStatus.fetchMore;
  const handleMore = () => {
    setIsExtended(true);
    void fetchMore({ variables: { after: pageInfo.endCursor } });
  };
  if (edges.length === 0) {
    const { title, hint } = status ? texts.emptyFiltered : texts.empty;
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
          <thead className="border-b border-line bg-sunken text-xs text-ink-muted max-md:sr-only">
            <tr>
              {Object.entries(texts.columns).map(([key, label]) => (
                <th key={key} scope="col" className="px-4 py-2 font-medium whitespace-nowrap">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line max-md:block">
            {edges.map(({ node }) => (
              <JobRow key={node.id} job={node} />
            ))}
          </tbody>
        </table>
      </Card>
      {pageInfo.hasNextPage && (
        <Button disabled={isFetchingMore} onClick={handleMore}>
          {isFetchingMore ? sharedTexts.loading : texts.more}
        </Button>
      )}
    </div>
  );
};

export const JobsPage = () => {
  const [search, setSearch] = useSearchParams();
  const chosen = search.get("status");
  const status = isStatus(chosen) ? chosen : null;
  return (
    <div className="grid gap-6">
      <title>{texts.documentTitle}</title>
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{texts.title}</h1>
          <p className="text-[13px] text-ink-muted">{texts.lead}</p>
        </div>
        <div className="flex items-center gap-2">
          <StatusFilter status={status} onChoose={(value) => setSearch(value ? { status: value } : {}, { replace: true })} />
          <CreateButton />
        </div>
      </header>
      <JobList key={status} status={status} />
    </div>
  );
};
