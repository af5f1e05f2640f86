import { Link } from "react-router";
import { Notice } from "@/components/ui/notice";
import { useCanWrite } from "@/shared/apollo/use-can-write";
import { sentenceCase } from "@/shared/format";
import { paths } from "@/shared/paths";
import { type Forms, passedTests } from "./forms";
import type { JobLiveFragment, RunSummaryFragment } from "./job.generated";
import { texts } from "./texts";

export type EndedStatus = "FAILED" | "CANCELLED" | "EXPIRED";

export const isEnded = (status: JobLiveFragment["status"]): status is EndedStatus => status === "FAILED" || status === "CANCELLED" || status === "EXPIRED";

const TONES = { FAILED: "bad", CANCELLED: "info", EXPIRED: "warn" } as const;
const KEY_REFUSED = /\bstatus 40[13]\b/;

/** What is known from the answers that came before the job ended: counts, for they are no sample of all its runs. */
const Known = ({ forms, runs }: { forms: Forms; runs: readonly RunSummaryFragment[] }) => {
  const analysed = forms.reduce((sum, { runIndexes }) => sum + runIndexes.length, 0);
  if (analysed === 0) return null;
  const judged = runs.map(({ oracle }) => passedTests(oracle)).filter((passed) => passed !== null);
  return <p className="text-[13px]">{texts.ended.known(analysed, forms[0]?.runIndexes.length ?? 0, judged.length > 0 ? judged.filter(Boolean).length : null)}</p>;
};

type EndedProps = { job: JobLiveFragment & { status: EndedStatus }; forms: Forms; runs: readonly RunSummaryFragment[] };

/** What became of a job that ended without a result: how far it came, why, what is known, and what to do. */
export const EndedSummary = ({ job: { status, errorMessage, progress }, forms, runs }: EndedProps) => {
  const canWrite = useCanWrite();
  const { generated, total } = progress;
  return (
    <div className="grid gap-3" data-testid="ended">
      <Notice tone={TONES[status]}>
        <strong className="font-semibold">{texts.ended.titles[status](generated, total)}</strong>
        {errorMessage && status !== "CANCELLED" && <div className="break-words">{sentenceCase(errorMessage)}</div>}
      </Notice>
      <Known forms={forms} runs={runs} />
      {canWrite && (
        <p className="text-[13px] text-ink-muted print:hidden">
          {KEY_REFUSED.test(errorMessage ?? "") && (
            <>
              <Link to={paths.settings.link("provider-keys")} className="text-ink underline underline-offset-4">
                {texts.ended.keys}
              </Link>{" "}
            </>
          )}
          {texts.ended.goOn(texts.actions.retry, generated, total)}
        </p>
      )}
    </div>
  );
};
