import { useMutation } from "@apollo/client/react";
import { Ban, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "@/components/ui/button";
import { RefusalNotice } from "@/components/ui/refusal";
import { useCanWrite } from "@/shared/apollo/use-can-write";
import { describeError } from "@/shared/network-error";
import { paths } from "@/shared/paths";
import { CancelJobDocument, RetryJobDocument } from "./job-actions.generated";
import type { JobHeaderFragment } from "./job.generated";
import { texts } from "./texts";

type Refusal = { message: string; hint: string | null };

/** Stop a job that is under way, or ask again for what an ended one did not get; a refusal is told beneath. */
export const JobActions = ({ job: { id, status, progress } }: { job: JobHeaderFragment }) => {
  const [cancelJob, cancelling] = useMutation(CancelJobDocument);
  const [retryJob, retrying] = useMutation(RetryJobDocument);
  const [refusal, setRefusal] = useState<Refusal>();
  const navigate = useNavigate();
  const canWrite = useCanWrite();
  const attempt = async (action: () => Promise<Refusal | undefined>) => {
    try {
      setRefusal(await action());
    } catch (error) {
      const { title, hint } = describeError(error);
      setRefusal({ message: title, hint });
    }
  };
  const cancel = async () => {
    const { data } = await cancelJob({ variables: { id } });
    return data?.cancelJob.__typename === "JobCancelled" ? undefined : data?.cancelJob;
  };
  const retry = async () => {
    const { data } = await retryJob({ variables: { id } });
    if (data?.retryJob.__typename !== "JobRetried") return data?.retryJob;
    await navigate(paths.job.link(data.retryJob.job.id));
    return undefined;
  };
  if (!canWrite) return null;
  return (
    <>
      {(status === "QUEUED" || status === "RUNNING") && (
        <Button size="small" disabled={cancelling.loading} onClick={() => void attempt(cancel)}>
          <Ban aria-hidden />
          {texts.actions.cancel}
        </Button>
      )}
      {(status === "FAILED" || status === "CANCELLED" || status === "EXPIRED" || (status === "COMPLETED" && progress.unanswered > 0)) && (
        <Button size="small" disabled={retrying.loading} onClick={() => void attempt(retry)}>
          <RefreshCw aria-hidden />
          {texts.actions.retry}
        </Button>
      )}
      {refusal && (
        <div className="w-full">
          <RefusalNotice message={refusal.message} hint={refusal.hint} />
        </div>
      )}
    </>
  );
};
