import { lazy, type ReactElement, Suspense } from "react";
import { SkeletonPage } from "@/components/ui/skeleton";
import { WhenNear } from "@/components/ui/when-near";
import type { Dot } from "./forms";
import type { JobReportFragment } from "./job.generated";
import { OutputsSection } from "./outputs-section";
import type { Ground } from "./runs-behind";
import { useOpenRun } from "./view-state";

const MetricsSection = lazy(async () => ({ default: (await import("./metrics-section")).MetricsSection }));
const DistanceSection = lazy(async () => ({ default: (await import("./distance-section")).DistanceSection }));
const RulesSection = lazy(async () => ({ default: (await import("./rules-section")).RulesSection }));
const EventsSection = lazy(async () => ({ default: (await import("./events-section")).EventsSection }));
const ConfigurationSection = lazy(async () => ({ default: (await import("./configuration-section")).ConfigurationSection }));

type JobRecordProps = { jobId: string; onOpen: (runIndex: number) => void };
type JobReportProps = { jobId: string; result: NonNullable<JobReportFragment["result"]>; ground: Ground; dots: readonly Dot[]; onOpen: (runIndex: number) => void };

const LOADING = <SkeletonPage blocks={["h-64"]} />;
/** As high as a screen, so that what stands beneath is not near before this is here. */
const SCREENFUL = <div className="min-h-dvh">{LOADING}</div>;

/** Groups as they are judged; where the answers have no tests, no group passes or fails. */
const asTested = <Group extends { passesOracle: boolean | null; runIndexes: readonly number[] }>(groups: readonly Group[], dots: readonly Dot[]): Group[] =>
  groups.map((group) => {
    const state = dots[group.runIndexes[0] ?? 0]?.state;
    return state?.kind === "analysed" && state.passed === null ? { ...group, passesOracle: null } : group;
  });

/** Parts of the page that are fetched when the reader comes near them, not while a run is read in front of them. */
const Parts = ({ of: parts }: { of: readonly ReactElement[] }) => {
  const isCovered = useOpenRun().runIndex !== null;
  return parts.map((part) => (
    <WhenNear key={part.key} fallback={LOADING} isCovered={isCovered}>
      <Suspense fallback={LOADING}>
        <div className="off-screen-rest">{part}</div>
      </Suspense>
    </WhenNear>
  ));
};

/** What fixes the job and what happened to it: of every job that has ended, with a result or without. */
export const JobRecord = ({ jobId, onOpen }: JobRecordProps) => (
  <Parts of={[<ConfigurationSection key="configuration" jobId={jobId} />, <EventsSection key="events" jobId={jobId} onOpen={onOpen} />]} />
);

/** What a finished job found, beneath its verdict; each part is fetched when the reader comes near it. */
export const JobReport = ({ jobId, result, ground, dots, onOpen }: JobReportProps) => (
  <>
    <WhenNear fallback={SCREENFUL}>
      <div className="off-screen-rest">
        <OutputsSection forms={asTested(result.canonicalForms, dots)} behaviourClasses={asTested(result.behaviourClasses, dots)} dots={dots} onOpen={onOpen} />
      </div>
    </WhenNear>
    <Parts
      of={[
      <DistanceSection key="distance" result={result} runs={ground.runs} onOpen={onOpen} />,
      ...(result.rules.length > 0 ? [<RulesSection key="rules" jobId={jobId} rules={result.rules} dots={dots} onOpen={onOpen} />] : []),
      <MetricsSection key="metrics" result={result} ground={ground} />,
      ]}
    />
    <JobRecord jobId={jobId} onOpen={onOpen} />
  </>
);
