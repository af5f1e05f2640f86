import { useApolloClient, useFragment } from "@apollo/client/react";
import { Ban, Download, GitCompareArrows, RefreshCw } from "lucide-react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useCanWrite } from "@/shared/apollo/use-can-write";
import { download } from "@/shared/download";
import { paths } from "@/shared/paths";
import { exportPicked } from "./export-jobs";
import { type PickedJobFragment, PickedJobFragmentDoc } from "./jobs.generated";
import { texts } from "./texts";
import { type BulkOutcome, cancellable, useBulkAction } from "./use-bulk-action";

const NONE: readonly PickedJobFragment[] = [];
const MOST_COMPARED = 10;

const CompareLink = ({ picked }: { picked: readonly string[] }) =>
  picked.length >= 2 && picked.length <= MOST_COMPARED ? (
    <Button asChild variant="primary" size="small">
      <Link to={paths.compare.link(picked)}>
        <GitCompareArrows aria-hidden />
        {texts.compare}
      </Link>
    </Button>
  ) : (
    <span className="text-xs text-ink-muted">{picked.length < 2 ? texts.pickOneMore : texts.pickFewer(MOST_COMPARED)}</span>
  );

const Outcome = ({ of: { words, refusals } }: { of: BulkOutcome }) => (
  <Notice tone={refusals.length > 0 ? "bad" : "info"} className="w-full">
    <p>{words}</p>
    {refusals.map((refusal) => (
      <p key={refusal}>{refusal}</p>
    ))}
  </Notice>
);

/** What can be done with the ticked jobs. It stays in view while one is ticked; on a phone it stands above the list, where it covers none of it. */
export const SelectionBar = ({ picked, onClear }: { picked: readonly string[]; onClear: () => void }) => {
  const client = useApolloClient();
  const { isBusy, outcome, notYetRetried, cancelAll, retryAll } = useBulkAction();
  const { data, complete } = useFragment({ fragment: PickedJobFragmentDoc, from: picked.map((id) => ({ __typename: "Job" as const, id })) });
  const jobs: readonly PickedJobFragment[] = complete ? data : NONE;
  const handleExport = async () => download("skyt-jobs.csv", await exportPicked(client, picked), "text/csv");
  const canWrite = useCanWrite();
  const [toCancel, toRetry] = canWrite ? [cancellable(jobs).length, notYetRetried(jobs).length] : [0, 0];
  return (
    <div role="region" aria-label={texts.picked(picked.length)} className="z-20 mx-auto flex max-w-full flex-wrap md:sticky md:bottom-4 md:order-last items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-raised px-4 py-2 shadow-float">
      {outcome && <Outcome of={outcome} />}
      <span role="status" className="text-[13px] tabular-nums">
        {texts.picked(picked.length)}
      </span>
      <CompareLink picked={picked} />
      {toCancel > 0 && (
        <Button size="small" disabled={isBusy} onClick={() => void cancelAll(jobs)}>
          <Ban aria-hidden />
          {texts.bulk.cancel(toCancel)}
        </Button>
      )}
      {toRetry > 0 && (
        <Button size="small" disabled={isBusy} onClick={() => void retryAll(jobs)}>
          <RefreshCw aria-hidden />
          {texts.bulk.retry(toRetry)}
        </Button>
      )}
      <Button size="small" onClick={() => void handleExport()}>
        <Download aria-hidden />
        {texts.exportCsv}
      </Button>
      <Button variant="ghost" size="small" onClick={onClear}>
        {texts.unpick}
      </Button>
    </div>
  );
};
