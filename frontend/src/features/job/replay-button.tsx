import { useMutation } from "@apollo/client/react";
import { History } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RefusalNotice } from "@/components/ui/refusal";
import { describeError } from "@/shared/network-error";
import { ReplayJobDocument, type ReplayJobMutation } from "./job-actions.generated";
import { texts } from "./texts";

const Outcome = ({ of: outcome }: { of: ReplayJobMutation["replayJob"] }) => {
  if (outcome.__typename !== "JobReplayed") {
    return (
      <div className="w-full">
        <RefusalNotice message={outcome.message} hint={outcome.hint} />
      </div>
    );
  }
  if (outcome.isSame) {
    return (
      <Notice tone="info" className="w-full">
        <span role="status">{texts.replay.same(outcome.engineVersion)}</span>
      </Notice>
    );
  }
  return (
    <Notice tone="sample" className="w-full">
      <p role="status">{texts.replay.differs(outcome.firstEngineVersion, outcome.engineVersion)}</p>
      <ul className="list-disc pl-4">
        {outcome.differences.map((difference) => (
          <li key={difference}>{difference}</li>
        ))}
      </ul>
    </Notice>
  );
};

/** Analyse a finished job again from its recorded answers, and say whether the report is the same. */
export const ReplayButton = ({ jobId }: { jobId: string }) => {
  const [replayJob, { data, error, loading }] = useMutation(ReplayJobDocument, { variables: { id: jobId } });
  return (
    <>
      <Button size="small" disabled={loading} onClick={() => void replayJob().catch(() => {})}>
        <History aria-hidden />
        {loading ? texts.replay.busy : texts.replay.button}
      </Button>
      {error && (
        <div className="w-full">
          <RefusalNotice message={describeError(error).title} hint={describeError(error).hint} />
        </div>
      )}
      {data && <Outcome of={data.replayJob} />}
    </>
  );
};
