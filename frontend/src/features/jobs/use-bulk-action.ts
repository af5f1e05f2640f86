import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { asSentences } from "@/shared/format";
import { describeError } from "@/shared/network-error";
import { CancelPickedJobDocument, type JobStatus, type PickedJobFragment, RetryPickedJobDocument } from "./jobs.generated";
import { texts } from "./texts";

/** What became of an action on several jobs: how many it was done to, and why not to the others. */
export type BulkOutcome = { words: string; refusals: readonly string[] };

type Refusal = { message: string; hint: string | null } | undefined;

const CAN_CANCEL: ReadonlySet<JobStatus> = new Set(["QUEUED", "RUNNING"]);
const CAN_RETRY: ReadonlySet<JobStatus> = new Set(["FAILED", "CANCELLED", "EXPIRED"]);

export const cancellable = (jobs: readonly PickedJobFragment[]) => jobs.filter(({ status }) => CAN_CANCEL.has(status));
const retryable = (jobs: readonly PickedJobFragment[]) => jobs.filter(({ status, progress }) => CAN_RETRY.has(status) || (status === "COMPLETED" && progress.unanswered > 0));

/** Cancel or retry several jobs, one after the other; one that refuses does not keep the next from being done. */
export const useBulkAction = () => {
  const [cancelJob] = useMutation(CancelPickedJobDocument);
  const [retryJob] = useMutation(RetryPickedJobDocument);
  const [isBusy, setIsBusy] = useState(false);
  const [outcome, setOutcome] = useState<BulkOutcome>();
  // A retry is another job: the one that was retried stays as it ended, and is not offered a second time.
  const [retried, setRetried] = useState<ReadonlySet<string>>(new Set());

  const attempt = async (jobs: readonly PickedJobFragment[], act: (id: string) => Promise<Refusal>, words: (count: number) => string) => {
    setIsBusy(true);
    const refusals: string[] = [];
    for (const { id, contract } of jobs) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that a limit of the service refuses the last and not any
      const refusal = await act(id).catch((error: unknown) => ({ message: describeError(error).title, hint: null }));
      if (refusal) refusals.push(texts.bulk.refused(contract.title, asSentences(refusal.message, refusal.hint)));
    }
    setIsBusy(false);
    setOutcome({ words: words(jobs.length - refusals.length), refusals });
  };
  const cancel = async (id: string): Promise<Refusal> => {
    const outcomeOfOne = (await cancelJob({ variables: { id } })).data?.cancelJob;
    return outcomeOfOne?.__typename === "JobCancelled" ? undefined : outcomeOfOne;
  };
  const retry = async (id: string): Promise<Refusal> => {
    const outcomeOfOne = (await retryJob({ variables: { id } })).data?.retryJob;
    if (outcomeOfOne?.__typename !== "JobRetried") return outcomeOfOne;
    setRetried((ids) => new Set([...ids, id]));
    return undefined;
  };
  const notYetRetried = (jobs: readonly PickedJobFragment[]) => retryable(jobs).filter(({ id }) => !retried.has(id));
  return {
    isBusy,
    notYetRetried,
    outcome,
    cancelAll: (jobs: readonly PickedJobFragment[]) => attempt(cancellable(jobs), cancel, texts.bulk.cancelled),
    retryAll: (jobs: readonly PickedJobFragment[]) => attempt(notYetRetried(jobs), retry, texts.bulk.retried),
  };
};
