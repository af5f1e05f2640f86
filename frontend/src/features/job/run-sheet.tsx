import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { type Dot, formName } from "./forms";
import { FormSign } from "./run-dot";
import type { Anchor } from "./anchor-diff";
import { RunDetail } from "./run-detail";
import { RunDetailDocument } from "./run-detail.generated";
import { texts } from "./texts";

const RunContent = ({ runId, anchor, anchorRunId }: { runId: string; anchor: Anchor | null; anchorRunId: string | undefined }) => {
  const { data, error, refetch } = useQuery(RunDetailDocument, { variables: { id: runId } });
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />;
  if (!data) return <SkeletonPage blocks={["h-8", "h-64"]} />;
  return data.node?.__typename === "Run" ? <RunDetail run={data.node} anchor={anchor} anchorRunId={anchorRunId} /> : null;
};

type RunSheetProps = { dots: readonly Dot[]; anchor: Anchor | null; runIndex: number | null; onOpen: (runIndex: number) => void; onClose: () => void };

const Steps = ({ dots, runIndex, onOpen }: Omit<RunSheetProps, "onClose" | "anchor">) => {
  const arrived = dots.filter(({ runId }) => runId);
  const place = arrived.findIndex((dot) => dot.runIndex === runIndex);
  return [
    { label: texts.run.previous, icon: ChevronLeft, target: arrived[place - 1] },
    { label: texts.run.next, icon: ChevronRight, target: arrived[place + 1] },
  ].map(({ label, icon: Icon, target }) => (
    <Button key={label} variant="ghost" size="icon" aria-label={label} disabled={!target} onClick={() => target && onOpen(target.runIndex)}>
      <Icon aria-hidden />
    </Button>
  ));
};

/** The panel of one run; the run is part of the address, so it can be linked to. */
export const RunSheet = ({ dots, anchor, runIndex, onOpen, onClose }: RunSheetProps) => {
  const dot = runIndex === null ? undefined : dots[runIndex];
  if (!dot?.runId) return null;
  const anchorRunId = anchor?.runIndex == null ? undefined : dots[anchor.runIndex]?.runId;
  return (
    <Sheet
      onClose={onClose}
      description={texts.run.description}
      actions={<Steps dots={dots} runIndex={runIndex} onOpen={onOpen} />}
      title={
        <>
          {dot.state.kind === "analysed" && <FormSign rank={dot.state.rank} passed={dot.state.passed} />}
          {texts.run.title(dot.runIndex)}
          {dot.state.kind === "analysed" && (
            <span className="text-[13px] font-normal text-ink-muted">{texts.outputs.form(formName(dot.state.rank))}</span>
          )}
        </>
      }
    >
      <RunContent key={dot.runId} runId={dot.runId} anchor={anchor} anchorRunId={anchorRunId} />
    </Sheet>
  );
};
