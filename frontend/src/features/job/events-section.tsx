import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { formatCount, formatInstant } from "@/shared/format";
import { JobEventListDocument } from "./configuration.generated";
import { texts } from "./texts";

const PAGE_SIZE = 50;

/** Everything that happened to the job, in order, without gaps. */
export const EventsSection = ({ jobId, onOpen }: { jobId: string; onOpen: (runIndex: number) => void }) => {
  const { data, error, loading, fetchMore, refetch } = useQuery(JobEventListDocument, { variables: { id: jobId, after: 0, first: PAGE_SIZE }, notifyOnNetworkStatusChange: true });
  if (error && !data) return <ErrorState error={error} onRetry={() => refetch()} />;
  if (!data?.job) return <SkeletonPage blocks={["h-40"]} />;
  const { events, progress } = data.job;
  const last = events.at(-1)?.number ?? 0;
  const handleMore = () =>
    void fetchMore({
      variables: { after: last },
      updateQuery: (known, { fetchMoreResult }) =>
        known.job && fetchMoreResult.job ? { ...known, job: { ...known.job, events: [...known.job.events, ...fetchMoreResult.job.events] } } : known,
    });
  return (
    <Section title={texts.events.title} note={texts.events.note(progress.lastEventNumber)}>
      <Card className="min-w-0">
        <ol className="max-h-80 overflow-y-auto print:max-h-none print:overflow-visible text-[13px]">
          {events.map(({ number, kind, createdAt, run }) => (
            <li key={number} className="flex items-baseline gap-3 px-4 py-1">
              <span className="w-10 shrink-0 text-right text-xs text-ink-muted tabular-nums">{formatCount(number)}</span>
              <time dateTime={createdAt} className="shrink-0 font-mono text-xs text-ink-muted tabular-nums">
                {formatInstant(createdAt)}
              </time>
              <span>{kind === "RUN_GENERATED" && run && run.status !== "GENERATED" ? texts.events.unanswered : texts.events.kinds[kind]}</span>
              {run && (
                <button type="button" className="underline decoration-dotted underline-offset-4" onClick={() => onOpen(run.runIndex)}>
                  {texts.run.title(run.runIndex)}
                </button>
              )}
            </li>
          ))}
        </ol>
        {last < progress.lastEventNumber && (
          <div className="border-t border-line p-2">
            <Button variant="ghost" size="small" disabled={loading} onClick={handleMore}>
              {texts.events.more(progress.lastEventNumber - last)}
            </Button>
          </div>
        )}
      </Card>
    </Section>
  );
};
