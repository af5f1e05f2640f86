import { quantileSorted } from "d3-array";
import { formatDecimal, formatPercent } from "@/shared/format";
import type { RunSummaryFragment } from "./job.generated";
import { texts } from "./texts";

const SHARES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1] as const;

const sortedDistances = (runs: readonly RunSummaryFragment[], side: "distancePre" | "distancePost"): number[] =>
  runs.flatMap((run) => (run[side] === null ? [] : [run[side]])).toSorted((one, other) => one - other);

const shown = (distance: number | undefined): string => (distance === undefined ? "–" : formatDecimal(distance));

/** The distances of many runs in seven lines: so many of them lie at or below each. */
export const DistanceQuantiles = ({ runs }: { runs: readonly RunSummaryFragment[] }) => {
  const [before, after] = [sortedDistances(runs, "distancePre"), sortedDistances(runs, "distancePost")];
  return (
    <div className="mt-2">
      <table className="w-full max-w-md text-left text-[13px] tabular-nums">
        <thead className="text-xs text-ink-muted">
          <tr>
            {[texts.distance.quantiles.share, texts.distance.before, texts.distance.after].map((column) => (
              <th key={column} scope="col" className="py-1 font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SHARES.map((share) => (
            <tr key={share}>
              <th scope="row" className="py-0.5 font-normal">
                {formatPercent(share)}
              </th>
              <td>{shown(quantileSorted(before, share))}</td>
              <td>{shown(quantileSorted(after, share))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-xs text-ink-muted">{texts.distance.quantiles.whole(runs.length)}</p>
    </div>
  );
};
