import { lazy, Suspense } from "react";
import { SkeletonPage } from "@/components/ui/skeleton";
import { PlaygroundPage } from "@/features/playground/playground-page";

/** Needed once a job was started. */
const JobView = lazy(async () => ({ default: (await import("@/features/job/job-page")).JobView }));
/** Needed once a second job was started. */
const AgainstBefore = lazy(async () => ({ default: (await import("@/features/compare/against-before")).AgainstBefore }));

/** The playground with the job it started beside it, and what that says against the job before: only this room knows all of them. */
export const PlaygroundRoute = () => (
  <PlaygroundPage
    renderJob={(jobId, beforeId) => (
      <>
        {beforeId !== undefined && (
          <Suspense fallback={null}>
            <AgainstBefore key={jobId} beforeId={beforeId} jobId={jobId} />
          </Suspense>
        )}
        <Suspense fallback={<SkeletonPage blocks={["h-24", "h-64"]} />}>
          <JobView key={jobId} jobId={jobId} isEmbedded />
        </Suspense>
      </>
    )}
  />
);

PlaygroundRoute.asks = PlaygroundPage.asks;
