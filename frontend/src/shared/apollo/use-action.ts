import type { DocumentNode, OperationVariables, TypedDocumentNode } from "@apollo/client";
import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { describeError } from "@/shared/network-error";

type Fault = { message: string; path: string };

/** Why something was not done: the type of the problem, the service's words, and its faults where a form has some. */
export type Refusal = { kind: string; message: string; hint: string | null; faults: readonly Fault[] };

type Outcome = { __typename: string; message?: string; hint?: string | null; faults?: readonly Fault[] };
type OutcomeOf<Data> = Extract<Data[keyof Data], Outcome>;

const refusalOf = ({ __typename: kind, message = "", hint = null, faults = [] }: Outcome): Refusal => ({ kind, message, hint, faults });

const refusalOfError = (error: unknown): Refusal => {
  const { title, hint } = describeError(error);
  return { kind: "NoAnswer", message: title, hint, faults: [] };
};

/**
 * Do one thing by a mutation with one field. `run` answers with the outcome named `success`, or with nothing and leaves the reason in
 * `refusal`; queries named in `refetch` are asked again before it answers.
 */
export const useAction = <Data, Variables extends OperationVariables, Name extends OutcomeOf<Data>["__typename"]>(
  document: TypedDocumentNode<Data, Variables>,
  success: Name,
  refetch: DocumentNode[] = [],
) => {
  const [mutate, { loading }] = useMutation(document as TypedDocumentNode<Data>);
  const [refusal, setRefusal] = useState<Refusal>();

  const run = async (variables: Variables): Promise<Extract<OutcomeOf<Data>, { __typename: Name }> | undefined> => {
    setRefusal(undefined);
    try {
      const { data } = await mutate({ variables, refetchQueries: refetch, awaitRefetchQueries: true });
      const outcome = Object.values(data ?? {})[0] as Outcome | undefined;
      if (outcome?.__typename === success) return outcome as Extract<OutcomeOf<Data>, { __typename: Name }>;
      if (outcome) setRefusal(refusalOf(outcome));
    } catch (error) {
      setRefusal(refusalOfError(error));
    }
    return undefined;
  };
  return { run, isBusy: loading, refusal, forget: () => setRefusal(undefined) };
};
