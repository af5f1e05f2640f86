import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { formatCount } from "@/shared/format";
import type { ModelChoice } from "./model-field";
import type { Draft, FieldFaults } from "./submission";
import { texts } from "./texts";

type PinFieldsProps = { draft: Draft; model: ModelChoice["model"] | undefined; faults: FieldFaults; onChange: (change: Partial<Draft>) => void };

type TextFieldProps = Pick<PinFieldsProps, "draft" | "faults" | "onChange"> & {
  name: "numRuns" | "temperature" | "seed" | "topP" | "maxTokens" | "systemPrompt" | "stop";
  label: string;
  hint?: string;
  inputMode?: "numeric" | "decimal";
  isFixed?: boolean;
};

const TextField = ({ name, label, hint, inputMode, isFixed = false, draft, faults, onChange }: TextFieldProps) => (
  <Field label={label} faults={faults[name]} hint={hint}>
    {(control) => <Input {...control} name={name} inputMode={inputMode} value={draft[name]} readOnly={isFixed} onChange={(event) => onChange({ [name]: event.target.value })} />}
  </Field>
);

/** How often, and everything that fixes a generation; what is rarely set stands behind a fold. */
export const PinFields = ({ draft, model, faults, onChange }: PinFieldsProps) => {
  const field = { draft, faults, onChange };
  const isUnusual = [draft.topP, draft.maxTokens, draft.systemPrompt, draft.stop].some((text) => text !== "") || faults.topP !== undefined || faults.maxTokens !== undefined;
  return (
    <>
      <div className="grid grid-cols-3 gap-3">
        <TextField {...field} name="numRuns" label={texts.runs} inputMode="numeric" hint={model?.maxRuns ? texts.runsHint(formatCount(model.maxRuns)) : undefined} />
        <TextField
          {...field}
          name="temperature"
          label={texts.temperature}
          inputMode="decimal"
          hint={model?.temperature == null ? undefined : texts.temperatureFixed}
          isFixed={model?.temperature != null}
        />
        <TextField {...field} name="seed" label={texts.seed} inputMode="numeric" hint={texts.seedHint} />
      </div>
      <details open={isUnusual}>
        <summary className="text-[13px] font-medium text-ink-muted">{texts.morePins}</summary>
        <div className="mt-3 grid grid-cols-2 gap-3">
          <TextField {...field} name="topP" label={texts.topP} inputMode="decimal" hint={texts.unset} />
          <TextField {...field} name="maxTokens" label={texts.maxTokens} inputMode="numeric" hint={texts.unset} />
          <div className="col-span-2">
            <TextField {...field} name="systemPrompt" label={texts.systemPrompt} hint={texts.systemPromptHint} />
          </div>
          <div className="col-span-2">
            <TextField {...field} name="stop" label={texts.stop} hint={texts.stopHint} />
          </div>
        </div>
      </details>
    </>
  );
};
