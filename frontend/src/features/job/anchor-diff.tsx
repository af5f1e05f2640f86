import { structuredPatch } from "diff";
import { Diff } from "@/components/ui/diff";
import type { JobReportFragment } from "./job.generated";
import { texts } from "./texts";

export type Anchor = NonNullable<NonNullable<JobReportFragment["result"]>["anchor"]>;

const LINES_AROUND = 1000;

/** The lines that lead from one text to another, as a unified diff of the whole text; empty when they are equal. */
export const unifiedDiff = (from: string, to: string): string =>
  structuredPatch("", "", from, to, "", "", { context: LINES_AROUND })
    .hunks.flatMap(({ lines }) => lines.filter((line) => !line.startsWith("\\")))
    .join("\n");

/** How a run's canonical output differs from the anchor's. */
export const AnchorDiff = ({ anchor, output }: { anchor: Anchor; output: string }) => {
  const text = unifiedDiff(anchor.canonicalOutput, output);
  if (text === "") return <p className="text-[13px] text-ink-muted">{texts.run.isAnchor}</p>;
  return (
    <div className="grid gap-2">
      <p className="text-[13px] text-ink-muted">{texts.run.againstAnchor}</p>
      <Diff text={text} label={texts.run.tabs.anchor} />
    </div>
  );
};
