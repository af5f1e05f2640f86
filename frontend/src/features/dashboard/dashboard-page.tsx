import { Plus } from "lucide-react";
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useCanWrite } from "@/shared/apollo/use-can-write";
import { useLiveList } from "@/shared/apollo/use-live-list";
import { useQuery } from "@/shared/apollo/use-query";
import { paths } from "@/shared/paths";
import { AttentionSection } from "./attention-section";
import { DashboardAttentionDocument, DashboardFinishedDocument } from "./dashboard.generated";
import { FirstSteps } from "./first-steps";
import { RunningSection } from "./running-section";
import { seriesOf } from "./series";
import { texts } from "./texts";
import { PageHeading } from "@/components/ui/page-heading";
import { headings } from "@/shared/headings";

const RepeatabilitySection = lazy(async () => ({ default: (await import("./repeatability-section")).RepeatabilitySection }));

const UsageSection = lazy(async () => ({ default: (await import("./usage-section")).UsageSection }));

const JOBS_DRAWN = 100;

const LOADING = <SkeletonPage blocks={["h-40"]} />;

/** Every part asks for itself, so that none waits for another. */
const Parts = () => {
  const finished = useQuery(DashboardFinishedDocument, { variables: { first: JOBS_DRAWN }, fetchPolicy: "cache-and-network" });
  const { data, error, refetch } = finished;
  useLiveList(finished, false);
  const jobs = data?.jobs.edges.map(({ node }) => node);
  return (
    <>
      <FirstSteps demoJobId={jobs && (jobs.at(-1)?.id ?? null)} />
      <AttentionSection />
      <RunningSection />
      {error && !data && <ErrorState error={error} onRetry={() => refetch()} />}
      {!error && !jobs && LOADING}
      {jobs && (
        <Suspense fallback={LOADING}>
          <RepeatabilitySection series={seriesOf(jobs)} />
        </Suspense>
      )}
      <Suspense fallback={LOADING}>
        <UsageSection />
      </Suspense>
    </>
  );
};

/** Not for viewers, who may not run jobs. */
const NewJob = () =>
  useCanWrite() && (
    <Button asChild variant="primary" size="small">
      <Link to={paths.playground.link()}>
        <Plus aria-hidden />
        {texts.create}
      </Link>
    </Button>
  );

export const DashboardPage = () => (
  <div className="grid gap-8">
    <PageHeading {...headings.dashboard}>
      <NewJob />
    </PageHeading>
    <Parts />
  </div>
);

DashboardPage.asks = [DashboardAttentionDocument, DashboardFinishedDocument];
