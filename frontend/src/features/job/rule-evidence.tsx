import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { RunEvidenceDocument } from "./rule-evidence.generated";
import type { Rule } from "./rules";
import { RunViolations } from "./run-violations";
import { texts } from "./texts";

type EvidenceProps = { rule: Rule; runIndex: number; runId: string | undefined; onOpen: (runIndex: number) => void; onClose: () => void };

/** The evidence stands beneath a matrix that may be higher than the window: bring it into view with its heading, the line of code included. */
const showWhole = (places: HTMLElement | null) => places?.closest("section")?.scrollIntoView({ block: "nearest" });

const Places = ({ rule, runId }: { rule: Rule; runId: string }) => {
  const { data, error, refetch } = useQuery(RunEvidenceDocument, { variables: { id: runId, setId: rule.setId, ruleId: rule.ruleId } });
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />;
  if (!data) return <SkeletonPage blocks={["h-16"]} />;
  return (
    data.node?.__typename === "Run" && (
      <div ref={showWhole}>
        <RunViolations violations={data.node.violations} />
      </div>
    )
  );
};

/** Where one answer breaks one rule, beneath the matrix in which that was seen. */
export const RuleEvidence = ({ rule, runIndex, runId, onOpen, onClose }: EvidenceProps) => (
  <section aria-label={texts.matrix.evidence(rule.name, runIndex)} className="grid min-w-0 scroll-my-20 animate-fade gap-3 border-t border-line bg-canvas p-4">
    <div className="flex flex-wrap items-center gap-2">
      <h3 className="mr-auto text-[13px] font-semibold">{texts.matrix.evidence(rule.name, runIndex)}</h3>
      <Button size="small" onClick={() => onOpen(runIndex)}>
        {texts.matrix.openRun(runIndex)}
      </Button>
      <Button variant="ghost" size="icon" aria-label={texts.matrix.closeEvidence} onClick={onClose}>
        <X aria-hidden />
      </Button>
    </div>
    {runId && <Places rule={rule} runId={runId} />}
  </section>
);
