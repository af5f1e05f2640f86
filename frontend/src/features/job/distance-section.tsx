import { useState } from "react";
import { Card, Section } from "@/components/ui/card";
import { formatCount, formatDecimal } from "@/shared/format";
import { usePrinting } from "@/shared/printing";
import { DistanceChart } from "./distance-chart";
import { DistanceQuantiles } from "./distance-quantiles";
import type { JobReportFragment, RunSummaryFragment } from "./job.generated";
import { texts } from "./texts";

type Result = NonNullable<JobReportFragment["result"]>;
type DistanceProps = { result: Result; runs: readonly RunSummaryFragment[]; onOpen: (runIndex: number) => void };

const pointsOf = (runs: readonly RunSummaryFragment[], side: "distancePre" | "distancePost") =>
  runs.flatMap((run) => (run[side] === null ? [] : [{ runIndex: run.runIndex, distance: run[side] }]));

const DistanceRows = ({ runs, onOpen }: Omit<DistanceProps, "result">) => (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <div tabIndex={0} role="region" aria-label={texts.distance.table} className="mt-2 max-h-72 overflow-y-auto print:max-h-none print:overflow-visible">
      <table className="w-full max-w-md text-left text-[13px] tabular-nums">
        <thead className="text-xs text-ink-muted">
          <tr>
            {texts.distance.columns.map((column) => (
              <th key={column} scope="col" className="py-1 font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map(({ runIndex, distancePre, distancePost }) => (
            <tr key={runIndex}>
              <th scope="row" className="py-0.5 font-normal">
                <button type="button" className="underline decoration-dotted underline-offset-4" onClick={() => onOpen(runIndex)} aria-label={texts.run.title(runIndex)}>
                  {formatCount(runIndex)}
                </button>
              </th>
              <td>{distancePre === null ? "–" : formatDecimal(distancePre)}</td>
              <td>{distancePost === null ? "–" : formatDecimal(distancePost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
);

/** So many runs are listed on paper; of more, how they are spread. */
const ROWS_PRINTED = 100;

/** The table is made when it is first opened: a job may have a thousand rows. */
const DistanceTable = (props: Omit<DistanceProps, "result">) => {
  const [isOpen, setIsOpen] = useState(false);
  const isPrinting = usePrinting();
  const isLong = props.runs.length > ROWS_PRINTED;
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="text-xs font-medium text-accent-strong">{texts.distance.table}</summary>
      {isPrinting && isLong && <DistanceQuantiles runs={props.runs} />}
      {(isPrinting ? !isLong : isOpen) && <DistanceRows {...props} />}
    </details>
  );
};

/** How far from the anchor the answers are, before and after repair. */
export const DistanceSection = ({ result, runs, onOpen }: DistanceProps) => {
  const interval = (name: string) => result.metrics.find((metric) => metric.name === name)?.interval ?? null;
  const before = pointsOf(runs, "distancePre");
  if (before.length === 0) return null;
  const ordered = runs.filter(({ distancePre }) => distancePre !== null).toSorted((one, other) => one.runIndex - other.runIndex);
  return (
    <Section title={texts.distance.title} note={texts.distance.note}>
      <Card className="grid gap-5 p-5 print:block print:space-y-5">
        <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2 print:grid-cols-2">
          <DistanceChart title={texts.distance.before} points={before} interval={interval("mean_distance_pre")} onOpen={onOpen} />
          <DistanceChart title={texts.distance.after} points={pointsOf(runs, "distancePost")} interval={interval("mean_distance_post")} onOpen={onOpen} />
        </div>
        <DistanceTable runs={ordered} onOpen={onOpen} />
      </Card>
    </Section>
  );
};
