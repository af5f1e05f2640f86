import { Play } from "lucide-react";
import { type FormEvent, useId } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { useCanWrite } from "@/shared/apollo/use-can-write";
import { texts as sharedTexts } from "@/shared/texts";
import { ContractField } from "./contract-field";
import { EndpointFields } from "./endpoint-fields";
import { chosenModel, ModelField } from "./model-field";
import { PinFields } from "./pin-fields";
import type { PlaygroundChoicesQuery, PlaygroundContractQuery } from "./playground.generated";
import { RestrictionChoice } from "./restriction-choice";
import { Estimate } from "./estimate";
import { type Draft, ENDPOINT_PROVIDER, splitModel } from "./submission";
import { texts } from "./texts";
import { useSubmission } from "./use-submission";

type FormProps = {
  choices: PlaygroundChoicesQuery;
  providers: PlaygroundContractQuery["providers"];
  draft: Draft;
  jobId: string | undefined;
  onChange: (change: Partial<Draft>) => void;
  onSubmitted: (jobId: string) => void;
};

const toggled = (ids: readonly string[], id: string, isChosen: boolean) => (isChosen ? [...ids, id] : ids.filter((other) => other !== id));

/** The experiment's settings; faults stand at their fields, a refusal above the button. */
export const ExperimentForm = ({ choices, providers, draft, jobId, onChange, onSubmitted }: FormProps) => {
  const canRun = useCanWrite();
  const propertiesId = useId();
  const { submit, isSubmitting, faults, refusal } = useSubmission(onSubmitted);
  const model = chosenModel(providers, draft.model)?.model;
  const kind = choices.contracts.edges.find(({ node }) => node.id === draft.contractId)?.node.kind;

  const sets = choices.restrictionSets.edges.filter(({ node }) => kind && node.kinds.includes(kind));

  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit({ ...draft, restrictionSetIds: draft.restrictionSetIds.filter((id) => sets.some(({ node }) => node.id === id)) });
  };

  return (
    <Card className="p-5">
      <form onSubmit={handleSubmit} noValidate className="grid gap-5">
        <ContractField contracts={choices.contracts.edges} value={draft.contractId} faults={faults.contractId} onChange={(contractId) => onChange({ contractId, model: "" })} />
        <ModelField providers={providers} value={draft.model} faults={faults.model} onChange={(value) => onChange({ model: value })} />
        {splitModel(draft.model).provider === ENDPOINT_PROVIDER && <EndpointFields draft={draft} faults={faults} onChange={onChange} />}
        <PinFields draft={draft} model={model} faults={faults} onChange={onChange} />
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
        {kind === "PYTHON" && (
          <div className="flex gap-2.5">
            <Checkbox id={propertiesId} className="mt-0.5" checked={draft.properties} onCheckedChange={(properties) => onChange({ properties })} />
            <label htmlFor={propertiesId} className="text-[13px]">
              {texts.properties}
              <span className="block text-xs text-ink-muted">{texts.propertiesHint}</span>
            </label>
          </div>
        )}
        <Estimate draft={draft} jobId={jobId} />
        {refusal && (
          <Notice tone="bad">
            {refusal.message && <strong className="block font-semibold first-letter:uppercase">{refusal.message}</strong>}
            {refusal.details.map((detail) => (
              <div key={detail} className="first-letter:uppercase">
                {detail}
              </div>
            ))}
          </Notice>
        )}
        {!canRun && <Notice tone="info">{sharedTexts.viewerCannotRun}</Notice>}
        <Button type="submit" variant="primary" size="large" disabled={isSubmitting || !model?.name || !canRun}>
          <Play aria-hidden />
          {isSubmitting ? texts.submitting : /^\d+$/.test(draft.numRuns) ? (jobId ? texts.submitAgain : texts.submit)(draft.numRuns) : texts.submitPlain}
        </Button>
      </form>
    </Card>
  );
};
