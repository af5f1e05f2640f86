import { lazy, Suspense } from "react";
import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import { Diff } from "@/components/ui/diff";
import { Notice } from "@/components/ui/notice";
import { SkeletonPage } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { formatCount, formatDistance, formatDollars, formatDuration, sentenceCase } from "@/shared/format";
import type { RunDetailQuery } from "./run-detail.generated";
import type { Anchor } from "./anchor-diff";
import { PropertyDifferences } from "./property-differences";
import { OutOfDomain, RunNotes } from "./run-notes";
import { RunTests } from "./run-tests";
import { RunViolations } from "./run-violations";
import { passedTests } from "./forms";
import { texts } from "./texts";

const RunRequest = lazy(async () => ({ default: (await import("./run-request")).RunRequest }));
const AnchorDiff = lazy(async () => ({ default: (await import("./anchor-diff")).AnchorDiff }));

export type RunNode = Extract<NonNullable<RunDetailQuery["node"]>, { __typename: "Run" }>;

const Facts = ({ run }: { run: RunNode }) => {
  const { promptTokens, completionTokens, costUsd, latencyMs } = run.usage;
  const passed = passedTests(run.oracle);
  return (
    <div className="mb-4 flex flex-wrap gap-1.5">
      {passed !== null && <Badge tone={passed ? "good" : "bad"}>{passed ? texts.legend.passes : texts.legend.fails}</Badge>}
      {run.evidence && <Badge tone="accent">{texts.run.evidence[run.evidence]}</Badge>}
      {run.distancePre !== null && run.distancePre > 0 && (
        <Badge>{texts.run.distance(formatDistance(run.distancePre), run.distancePost === null ? null : formatDistance(run.distancePost))}</Badge>
      )}
      {promptTokens !== null && <Badge>{`${formatCount(promptTokens)} ${texts.run.usage.prompt}`}</Badge>}
      {completionTokens !== null && <Badge>{`${formatCount(completionTokens)} ${texts.run.usage.completion}`}</Badge>}
      {costUsd !== null && <Badge>{`${formatDollars(costUsd)} ${texts.run.usage.cost}`}</Badge>}
      {latencyMs !== null && <Badge>{`${formatDuration(latencyMs)} ${texts.run.usage.latency}`}</Badge>}
    </div>
  );
};

const RescueSteps = ({ run }: { run: RunNode }) =>
  run.steps.length === 0 ? (
    <p className="text-[13px] text-ink-muted">{texts.run.noSteps}</p>
  ) : (
    <ol className="grid gap-5">
      {run.steps.map((step, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- steps are an ordered, unchanging list and may repeat a name
        <li key={index} className="grid min-w-0 gap-2">
          <h3 className="flex items-center gap-2 text-[13px] font-medium">
            <span className="grid size-5 place-items-center rounded-full bg-hover text-xs text-ink-muted tabular-nums">{index + 1}</span>
            {step.name}
          </h3>
          <Diff text={step.diff} label={texts.run.diffOf(step.name)} />
        </li>
      ))}
    </ol>
  );

const Canonical = ({ run }: { run: RunNode }) => (
  <div className="grid gap-4">
    <RunNotes run={run} />
    {run.canonicalOutput === null && <p className="text-[13px] text-ink-muted">{run.problem ?? texts.run.noCanonical}</p>}
    {run.canonicalOutput !== null && (
      <>
        <h3 className="text-[13px] font-medium">{texts.run.canonical}</h3>
        <Code text={run.canonicalOutput} label={texts.run.canonical} />
      </>
    )}
    {run.checkedOutput !== null && run.checkedOutput !== run.canonicalOutput && (
      <>
        <h3 className="text-[13px] font-medium">{texts.run.checked}</h3>
        <Code text={run.checkedOutput} label={texts.run.checked} />
      </>
    )}
    {run.repairedOutput !== null && run.repairedOutput !== run.canonicalOutput && run.repairedOutput !== run.checkedOutput && (
      <>
        <h3 className="text-[13px] font-medium">{texts.run.repaired}</h3>
        <Code text={run.repairedOutput} label={texts.run.repaired} />
      </>
    )}
  </div>
);

const Answer = ({ run }: { run: RunNode }) => {
  if (run.rawOutput === null) {
    return (
      <Notice tone="bad">
        <strong className="font-semibold">{texts.run.noAnswer}</strong>
        <div>{run.errorMessage && sentenceCase(run.errorMessage)}</div>
      </Notice>
    );
  }
  return <Code text={run.rawOutput} label={texts.run.raw} markedLines={new Set(run.violations.filter(({ waiver, isUndecided }) => waiver === null && !isUndecided).map(({ line }) => line))} />;
};

const Count = ({ of }: { of: number }) => of > 0 && <span className="text-xs text-ink-muted tabular-nums">{formatCount(of)}</span>;

/** One run in full: answer, canonical output, difference from the anchor, steps, tests and violations. */
export const RunDetail = ({ run, anchor, anchorRunId }: { run: RunNode; anchor: Anchor | null; anchorRunId: string | undefined }) => (
  <>
    <Facts run={run} />
    <Tabs defaultValue={anchor && run.rawOutput !== null ? "anchor" : "raw"}>
      <TabsList>
        <TabsTrigger value="raw">{texts.run.tabs.raw}</TabsTrigger>
        <TabsTrigger value="canonical">{texts.run.tabs.canonical}</TabsTrigger>
        {anchor && run.rawOutput !== null ? (
          <TabsTrigger value="anchor">{texts.run.tabs.anchor}</TabsTrigger>
        ) : (
          <TabsTrigger value="rescue">
            {texts.run.tabs.rescue}
            <Count of={run.steps.length} />
          </TabsTrigger>
        )}
        <TabsTrigger value="oracle">
          {texts.run.tabs.oracle}
          <Count of={run.oracle?.verdicts.length ?? 0} />
        </TabsTrigger>
        <TabsTrigger value="rules">
          {texts.run.tabs.rules}
          <Count of={run.violations.filter(({ isUndecided }) => !isUndecided).length} />
        </TabsTrigger>
        <TabsTrigger value="request">{texts.run.tabs.request}</TabsTrigger>
      </TabsList>
      <TabsContent value="raw">
        <Answer run={run} />
      </TabsContent>
      <TabsContent value="canonical">
        <Canonical run={run} />
      </TabsContent>
      <TabsContent value="anchor">
        {anchor && (
          <div className="grid gap-6">
            <Suspense fallback={<SkeletonPage blocks={["h-48"]} />}>
              <AnchorDiff anchor={anchor} anchorRunId={anchorRunId} run={run} />
            </Suspense>
            <PropertyDifferences of={run.propertyDifferences} />
            <div className="grid gap-3">
              <h3 className="text-[13px] font-semibold">{texts.run.stepsTitle}</h3>
              <RescueSteps run={run} />
            </div>
          </div>
        )}
      </TabsContent>
      <TabsContent value="rescue">
        <RescueSteps run={run} />
      </TabsContent>
      <TabsContent value="oracle">
        <div className="grid gap-6">
          <RunTests oracle={run.oracle} />
          <OutOfDomain verdict={run.outOfDomain} />
        </div>
      </TabsContent>
      <TabsContent value="request">
        <Suspense fallback={<SkeletonPage blocks={["h-40"]} />}>
          <RunRequest runId={run.id} />
        </Suspense>
      </TabsContent>
      <TabsContent value="rules">
        <RunViolations violations={run.violations} />
      </TabsContent>
    </Tabs>
  </>
);
