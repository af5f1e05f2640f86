import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import type { PlaygroundContractQuery } from "./playground.generated";
import { joinModel } from "./submission";
import { texts } from "./texts";

type Provider = PlaygroundContractQuery["providers"][number];

export type ModelChoice = { value: string; provider: Provider; model: Provider["models"][number] };

export const modelChoices = (providers: readonly Provider[]): ModelChoice[] =>
  providers.flatMap((provider) => provider.models.map((model) => ({ value: joinModel(provider.name, model.name), provider, model })));

type ModelFieldProps = {
  providers: readonly Provider[];
  value: string;
  faults?: readonly string[];
  onChange: (value: string) => void;
};

/** Every model that can answer the contract, by provider; says so where answers are not a model's. */
export const ModelField = ({ providers, value, faults, onChange }: ModelFieldProps) => {
  const chosen = modelChoices(providers).find((choice) => choice.value === value);
  return (
    <Field label={texts.model} faults={faults} hint={chosen ? chosen.provider.notice : texts.noModel}>
      {(control) => (
        <Select {...control} name="model" value={value} onChange={(event) => onChange(event.target.value)} disabled={!chosen}>
          {providers
            .filter((provider) => provider.models.length > 0)
            .map((provider) => (
              <optgroup key={provider.name} label={provider.title}>
                {provider.models.map((model) => (
                  <option key={model.name} value={joinModel(provider.name, model.name)}>
                    {model.title}
                  </option>
                ))}
              </optgroup>
            ))}
        </Select>
      )}
    </Field>
  );
};
