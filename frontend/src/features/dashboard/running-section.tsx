import { Link } from "react-router";
import { Card, Section } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { StatusBadge } from "@/components/ui/status-badge";
import { useLiveList } from "@/shared/apollo/use-live-list";
import { useQuery } from "@/shared/apollo/use-query";
import { paths } from "@/shared/paths";
import { DashboardActiveDocument } from "./dashboard.generated";
import { texts } from "./texts";

const MOST = 20;

/** The jobs that are queued or running, as they move. */
export const RunningSection = () => {
  const list = useQuery(DashboardActiveDocument, { variables: { first: MOST }, fetchPolicy: "cache-and-network", skipPollAttempt: () => document.hidden });
  const { data, error, refetch } = list;
  const jobs = data?.jobs.edges.map(({ node }) => node) ?? [];
  useLiveList(list, jobs.length > 0);
  return (
    <Section title={texts.running.title}>
      {error && !data && <ErrorState error={error} onRetry={() => refetch()} />}
      {!error && !data && <Skeleton className="h-12" />}
      {data && (
        <Card>
          {jobs.length === 0 ? (
            <p className="px-4 py-3 text-[13px] text-ink-muted">{texts.running.none}</p>
          ) : (
            <ul className="divide-y divide-line">
              {jobs.map(({ id, status, contract, pins, progress }) => (
                <li key={id} className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-[13px] hover:bg-hover">
                  <StatusBadge status={status} />
                  <Link to={paths.job.link(id)} className="font-medium after:absolute after:inset-0">
                    {contract.title}
                  </Link>
                  <span className="text-ink-muted">{pins.model}</span>
                  <progress className="ml-auto h-1.5 w-28 appearance-none overflow-hidden rounded-full bg-hover [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-accent" max={progress.total} value={progress.analysed} aria-label={contract.title} />
                  <span className="text-xs text-ink-muted tabular-nums">{texts.running.progress(progress.analysed, progress.total)}</span>
                </li>
              ))}
            </ul>
          )}
        </Card>
      )}
    </Section>
  );
};
