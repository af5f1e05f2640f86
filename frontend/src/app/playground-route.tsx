import { lazy, Suspense } from "react";
import { SkeletonPage } from "@/components/ui/skeleton";
import { PlaygroundPage } from "@/features/playground/playground-page";

/** Needed once a job was started. */
const JobView = lazy(async () => ({ default: (await import("@/features/job/job-page")).JobView }));

/** The playground with the job it started beside it: only this room knows both. */
export const PlaygroundRoute = () => (
  <PlaygroundPage
    renderJob={(jobId) => (
      <Suspense fallback={<SkeletonPage blocks={["h-24", "h-64"]} />}>
        <JobView key={jobId} jobId={jobId} isEmbedded />
      </Suspense>
    )}
  />
);

PlaygroundRoute.asks = PlaygroundPage.asks;
