import { Play } from "lucide-react";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { formatCount } from "@/shared/format";
import { ModelField, modelChoices } from "./model-field";
import type { PlaygroundChoicesQuery, PlaygroundContractQuery } from "./playground.generated";
import { RestrictionChoice } from "./restriction-choice";
import type { Draft } from "./submission";
import { texts } from "./texts";
import { useSubmission } from "./use-submission";

type FormProps = {
  choices: PlaygroundChoicesQuery;
  providers: PlaygroundContractQuery["providers"];
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
};

const ContractOptions = ({ contracts }: { contracts: PlaygroundChoicesQuery["contracts"]["edges"] }) =>
  [
    { label: texts.yours, source: "USER" },
    { label: texts.presets, source: "PRESET" },
  ].map(({ label, source }) => {
    const members = contracts.filter(({ node }) => node.source === source);
    return (
      members.length > 0 && (
        <optgroup key={source} label={label}>
          {members.map(({ node }) => (
            <option key={node.id} value={node.id}>
              {node.title} · {node.version}
            </option>
          ))}
        </optgroup>
      )
    );
  });

const toggled = (ids: readonly string[], id: string, isChosen: boolean) => (isChosen ? [...ids, id] : ids.filter((other) => other !== id));

/** The experiment's settings; faults stand at their fields, a refusal above the button. */
export const ExperimentForm = ({ choices, providers, draft, onChange }: FormProps) => {
  const { submit, isSubmitting, faults, refusal } = useSubmission();
  const model = modelChoices(providers).find(({ value }) => value === draft.model)?.model;
  const kind = choices.contracts.edges.find(({ node }) => node.id === draft.contractId)?.node.kind;

  const sets = choices.restrictionSets.edges.filter(({ node }) => kind && node.kinds.includes(kind));

  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit({ ...draft, restrictionSetIds: draft.restrictionSetIds.filter((id) => sets.some(({ node }) => node.id === id)) });
  };

  return (
    <Card className="p-5">
      <form onSubmit={handleSubmit} noValidate className="grid gap-5">
        <Field label={texts.contract} faults={faults.contractId}>
          {(control) => (
            <Select {...control} name="contract" value={draft.contractId} onChange={(event) => onChange({ contractId: event.target.value, model: "" })}>
              <ContractOptions contracts={choices.contracts.edges} />
            </Select>
          )}
        </Field>
        <ModelField providers={providers} value={draft.model} faults={faults.model} onChange={(value) => onChange({ model: value })} />
        <div className="grid grid-cols-3 gap-3">
          <Field label={texts.runs} faults={faults.numRuns} hint={model?.maxRuns ? texts.runsHint(formatCount(model.maxRuns)) : undefined}>
            {(control) => (
              <Input {...control} name="numRuns" inputMode="numeric" value={draft.numRuns} onChange={(event) => onChange({ numRuns: event.target.value })} />
            )}
          </Field>
          <Field label={texts.temperature} faults={faults.temperature} hint={model?.temperature == null ? undefined : texts.temperatureFixed}>
            {(control) => (
              <Input
                {...control}
                name="temperature"
                inputMode="decimal"
                value={draft.temperature}
                readOnly={model?.temperature != null}
                onChange={(event) => onChange({ temperature: event.target.value })}
              />
            )}
          </Field>
          <Field label={texts.seed} faults={faults.seed} hint={texts.seedHint}>
            {(control) => (
              <Input {...control} name="seed" inputMode="numeric" value={draft.seed} onChange={(event) => onChange({ seed: event.target.value })} />
            )}
          </Field>
        </div>
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 text-[13px] font-medium">{texts.restrictions}</legend>
          <ul className="divide-y divide-line rounded-md border border-line empty:hidden">
            {sets.map(({ node }) => (
              <RestrictionChoice
                key={node.id}
                set={node}
                isChosen={draft.restrictionSetIds.includes(node.id)}
                onChange={(isChosen) => onChange({ restrictionSetIds: toggled(draft.restrictionSetIds, node.id, isChosen) })}
              />
            ))}
          </ul>
          {sets.length === 0 && <p className="text-xs text-ink-muted">{texts.noRestrictions}</p>}
          {faults.restrictionSetIds?.map((fault) => (
            <p key={fault} role="alert" className="text-xs text-bad">
              {fault}
            </p>
          ))}
        </fieldset>
        {refusal && (
          <Notice tone="bad">
            {refusal.message && <strong className="font-semibold">{refusal.message}</strong>}
            {refusal.details.map((detail) => (
              <div key={detail}>{detail}</div>
            ))}
          </Notice>
        )}
        <Button type="submit" variant="primary" size="large" disabled={isSubmitting || !model}>
          <Play aria-hidden />
          {isSubmitting ? texts.submitting : /^\d+$/.test(draft.numRuns) ? texts.submit(draft.numRuns) : texts.submitPlain}
        </Button>
      </form>
    </Card>
  );
};
