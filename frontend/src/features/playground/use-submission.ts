import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { faultsByField } from "@/shared/faults";
import { describeError } from "@/shared/network-error";
import { SubmitJobDocument, type SubmitJobMutation } from "./playground.generated";
import { type Draft, FIELD_ALIASES, FIELDS, type FieldFaults, faultsOfForm, submissionOf } from "./submission";

type Refusal = { message: string; details: readonly string[] };
type Problem = Exclude<SubmitJobMutation["submitJob"], { __typename: "JobSubmitted" }>;

const withAliases = (path: string): string => path.replace(/[A-Za-z_]\w*/g, (name) => FIELD_ALIASES[name] ?? name);

const sortFaults = (problem: Problem) =>
  faultsByField(
    problem.__typename === "InvalidInput" ? problem.faults.map((fault) => ({ ...fault, path: withAliases(fault.path) })) : [],
    FIELDS,
  );

/** Submit a draft and hand its job on; what is wrong with it is kept per field, the rest as one refusal. */
export const useSubmission = (onSubmitted: (jobId: string) => void) => {
  const [submitJob, { loading }] = useMutation(SubmitJobDocument);
  const [faults, setFaults] = useState<FieldFaults>({});
  const [refusal, setRefusal] = useState<Refusal>();

  const refuse = (problem: Problem) => {
    const { fields, rest } = sortFaults(problem);
    setFaults(fields);
    const details = [problem.hint, ...rest].filter((line): line is string => !!line);
    const isToldAtFields = problem.__typename === "InvalidInput" && problem.faults.length > rest.length;
    if (!isToldAtFields || details.length > 0) setRefusal({ message: isToldAtFields ? "" : problem.message, details });
  };

  const submit = async (draft: Draft) => {
    const formFaults = faultsOfForm(draft);
    setFaults(formFaults);
    setRefusal(undefined);
    if (Object.keys(formFaults).length > 0) return;
    try {
      const { data } = await submitJob({ variables: { input: submissionOf(draft) } });
      if (data?.submitJob.__typename === "JobSubmitted") onSubmitted(data.submitJob.job.id);
      else if (data) refuse(data.submitJob);
    } catch (error) {
      const { title, hint } = describeError(error);
      setRefusal({ message: title, details: [hint] });
    }
  };
  return { submit, isSubmitting: loading, faults, refusal };
};
