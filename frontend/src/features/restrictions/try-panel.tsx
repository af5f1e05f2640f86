import { useMutation } from "@apollo/client/react";
import { type FormEvent, useState } from "react";
import type { DocumentFormat } from "@/components/editor/document-editor";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { TextArea } from "@/components/ui/text-area";
import { formatList } from "@/shared/format";
import { describeError } from "@/shared/network-error";
import { texts as sharedTexts } from "@/shared/texts";
import { TryRestrictionSetDocument, type TryRestrictionSetMutation } from "./editor.generated";
import { texts } from "./texts";
import { refusalLines } from "@/components/editor/verdicts";

type Trial = Extract<TryRestrictionSetMutation["tryRestrictionSet"], { __typename: "RestrictionSetTrial" }>;
type Kind = keyof typeof sharedTexts.kinds;

const KINDS = Object.keys(sharedTexts.kinds) as Kind[];

/** The first kind that the set names, in either format; a set that names none is for Python. */
const KIND_NAMED = /^\s*["']?kinds["']?\s*:[\s[-]*["']?(\w+)/m;

const kindOf = (text: string): Kind => KINDS.find((kind) => kind === KIND_NAMED.exec(text)?.[1]?.toUpperCase()) ?? "PYTHON";

const RuleLine = ({ title, rules }: { title: string; rules: readonly string[] }) =>
  rules.length > 0 && (
    <p>
      <span className="text-ink-muted">{title}:</span> {formatList(rules)}
    </p>
  );

const TrialResult = ({ trial }: { trial: Trial }) => (
  <div role="status" className="grid gap-2 text-[13px]">
    <p>
      <Badge tone={trial.complies ? "good" : "bad"}>{trial.complies ? texts.trial.complies : trial.brokenRules.length > 0 ? texts.trial.breaks : texts.trial.unknown}</Badge>
    </p>
    <RuleLine title={texts.trial.broken} rules={trial.brokenRules} />
    <RuleLine title={texts.trial.undecided} rules={trial.undecidedRules} />
    <RuleLine title={texts.trial.kept} rules={trial.keptRules} />
    <RuleLine title={texts.trial.manual} rules={trial.manualRules} />
    <ul className="grid gap-1">
      {trial.violations.map(({ ruleId, line, message, excerpt, waiver }) => (
        <li key={`${ruleId} ${line} ${message} ${excerpt}`}>
          <span className="font-medium">{texts.trial.place(ruleId, line)}</span>: {message} <code className="font-mono text-xs break-all">{excerpt}</code>
          {waiver && <span className="text-ink-muted"> {texts.trial.waived(waiver)}</span>}
        </li>
      ))}
    </ul>
  </div>
);

/** Hold a pasted output against the set as it is written now; nothing is saved. */
export const TryPanel = ({ text, format }: { text: string; format: DocumentFormat }) => {
  const [output, setOutput] = useState("");
  const [chosenKind, setKind] = useState<Kind>();
  const kind = chosenKind ?? kindOf(text);
  const [trial, setTrial] = useState<Trial>();
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [attempt, { loading }] = useMutation(TryRestrictionSetDocument);

  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setTrial(undefined);
    setFaults([]);
    try {
      const { data } = await attempt({ variables: { input: { output, kind, document: text, format } } });
      const outcome = data?.tryRestrictionSet;
      if (outcome?.__typename === "RestrictionSetTrial") setTrial(outcome);
      else if (outcome) setFaults(refusalLines(outcome));
    } catch (error) {
      const { title, hint } = describeError(error);
      setFaults([`${title}. ${hint}`]);
    }
  };
  return (
    <Section title={texts.trial.title} note={texts.trial.note}>
      <form onSubmit={handleSubmit} className="grid gap-3">
        <Field label={texts.trial.output} faults={faults}>
          {(control) => <TextArea {...control} required rows={8} value={output} onChange={({ target }) => setOutput(target.value)} />}
        </Field>
        <div className="flex items-center gap-2">
          <Select aria-label={texts.trial.kind} fit="compact" value={kind} onChange={({ target }) => setKind(KINDS.find((known) => known === target.value) ?? "PYTHON")}>
            {KINDS.map((known) => (
              <option key={known} value={known}>
                {sharedTexts.kinds[known]}
              </option>
            ))}
          </Select>
          <Button type="submit" disabled={loading}>
            {texts.trial.submit}
          </Button>
        </div>
      </form>
      {trial && <TrialResult trial={trial} />}
    </Section>
  );
};
