import { useMutation } from "@apollo/client/react";
import { type FormEvent, useState } from "react";
import type { DocumentFormat } from "@/components/editor/document-editor";
import { refusalLines } from "@/components/editor/verdicts";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { formatPercent } from "@/shared/format";
import { describeError } from "@/shared/network-error";
import { TryContractDocument, type TryContractMutation } from "./contracts.generated";
import { texts } from "./texts";

type Trial = Extract<TryContractMutation["tryContract"], { __typename: "ContractTrial" }>;

/** Why an output fails as a whole; what several say is told once. */
const reasonsOf = (...reasons: readonly (string | null)[]): string[] => [...new Set(reasons.filter((reason) => reason !== null))];

const TrialResult = ({ trial: { oracle, problem, unsatisfiedConstraints } }: { trial: Trial }) => (
  <div role="status" className="grid gap-2 text-[13px]">
    <p>
      <Badge tone={oracle.passed ? "good" : "bad"}>{(oracle.passed ? texts.trial.passed : texts.trial.failed)(formatPercent(oracle.passRate))}</Badge>
    </p>
    {reasonsOf(problem, ...unsatisfiedConstraints, oracle.problem).map((line) => (
      <p key={line}>{line}</p>
    ))}
    <ul className="grid gap-1">
      {oracle.verdicts.map(({ description, passed, expected, observed }, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a test is its place
        <li key={place}>
          {texts.trial.test(description, passed)} {!passed && observed !== oracle.problem && <span className="text-ink-muted">({texts.trial.observed(expected, observed)})</span>}
        </li>
      ))}
    </ul>
  </div>
);

/** Run the contract's tests, as it is written now, on a pasted output; nothing is saved. */
export const TryContract = ({ text, format }: { text: string; format: DocumentFormat }) => {
  const [output, setOutput] = useState("");
  const [trial, setTrial] = useState<Trial>();
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [attempt, { loading }] = useMutation(TryContractDocument);

  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setTrial(undefined);
    setFaults([]);
    try {
      const { data } = await attempt({ variables: { input: { output, document: text, format } } });
      const outcome = data?.tryContract;
      if (outcome?.__typename === "ContractTrial") setTrial(outcome);
      else if (outcome) setFaults(refusalLines(outcome));
    } catch (error) {
      const { title, hint } = describeError(error);
      setFaults([`${title}. ${hint}`]);
    }
  };
  return (
    <Section title={texts.trial.title} note={texts.trial.note}>
      <form onSubmit={handleSubmit} className="grid justify-items-start gap-3">
        <Field label={texts.trial.output} faults={faults} className="w-full">
          {(control) => <TextArea {...control} required rows={8} value={output} onChange={({ target }) => setOutput(target.value)} />}
        </Field>
        <Button type="submit" disabled={loading}>
          {texts.trial.submit}
        </Button>
      </form>
      {trial && <TrialResult trial={trial} />}
    </Section>
  );
};
