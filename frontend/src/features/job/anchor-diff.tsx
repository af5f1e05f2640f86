import { useState } from "react";
import { Choice } from "@/components/ui/choice";
import { SideBySide } from "@/components/ui/side-by-side";
import { SkeletonPage } from "@/components/ui/skeleton";
import { useQuery } from "@/shared/apollo/use-query";
import { AnchorRunDocument } from "./run-detail.generated";
import type { JobReportFragment } from "./job.generated";
import { type Stage, type Staged, stageOf, stagesOf } from "./stages";
import { texts } from "./texts";

export type Anchor = NonNullable<NonNullable<JobReportFragment["result"]>["anchor"]>;

type AnchorDiffProps = { anchor: Anchor; anchorRunId: string | undefined; run: Staged };

/** How a run differs from the anchor, both at the same stage: as answered, in canonical form, or in the checked form by which answers count as the same. */
export const AnchorDiff = ({ anchor, anchorRunId, run }: AnchorDiffProps) => {
  const [chosen, setChosen] = useState<Stage>();
  const { data, loading } = useQuery(AnchorRunDocument, { variables: { id: anchorRunId ?? "" }, skip: anchorRunId === undefined });
  if (loading) return <SkeletonPage blocks={["h-48"]} />;
  const reference: Staged = { checkedOutput: null, ...anchor, ...(data?.node?.__typename === "Run" ? { checkedOutput: data.node.checkedOutput } : {}) };
  const stages = stagesOf(reference, run);
  const stage = chosen && stages.includes(chosen) ? chosen : (stages.at(-1) ?? "raw");
  const [left, right] = [stageOf(reference, stage) ?? "", stageOf(run, stage) ?? ""];
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-[13px] text-ink-muted">{left === right ? texts.run.isAnchor : texts.run.againstAnchor[stage]}</p>
        <Choice label={texts.run.stage} options={stages.map((name) => [name, texts.run.stages[name]] as const)} value={stage} onChoose={setChosen} />
      </div>
      <SideBySide left={left} right={right} leftTitle={texts.run.anchorTitle} rightTitle={texts.run.thisRun} label={texts.run.tabs.anchor} />
    </div>
  );
};
