import { Button } from "@/components/ui/button";
import { formatCount } from "@/shared/format";
import { texts } from "./texts";
import { useMark, useOpenRun } from "./view-state";

const LISTED = 40;

type RunListProps = { title: string; runIndexes: readonly number[]; markName: string | null };

/** The runs behind a number: each is opened from here, and all are marked among the dots under a name, where they have one. */
export const RunList = ({ title, runIndexes, markName }: RunListProps) => {
  const { openRun } = useOpenRun();
  const { mark } = useMark();
  if (runIndexes.length === 0) return null;
  return (
    <div className="mt-2 grid gap-1.5 border-t border-line pt-2">
      <p className="text-xs font-medium">{title}</p>
      <ul className="flex max-h-32 flex-wrap gap-1 overflow-y-auto">
        {runIndexes.slice(0, LISTED).map((runIndex) => (
          <li key={runIndex}>
            <button
              type="button"
              onClick={() => openRun(runIndex)}
              aria-label={texts.run.title(runIndex)}
              className="min-w-6 rounded border border-line px-1 py-0.5 text-xs tabular-nums hover:bg-hover"
            >
              {formatCount(runIndex)}
            </button>
          </li>
        ))}
        {runIndexes.length > LISTED && <li className="px-1 py-0.5 text-xs text-ink-muted">{texts.marks.andMore(runIndexes.length - LISTED)}</li>}
      </ul>
      {markName !== null && (
        <Button size="small" className="justify-self-start" onClick={() => mark(markName)}>
          {texts.marks.show}
        </Button>
      )}
    </div>
  );
};
