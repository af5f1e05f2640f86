import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import type { PlaygroundContractQuery } from "./playground.generated";
import { ENDPOINT_PROVIDER, joinModel, splitModel } from "./submission";
import { texts } from "./texts";

type Provider = PlaygroundContractQuery["providers"][number];

const NEW_ENDPOINT = joinModel(ENDPOINT_PROVIDER, "");

export type ModelChoice = { value: string; provider: Provider; model: Provider["models"][number] };

export const modelChoices = (providers: readonly Provider[]): ModelChoice[] =>
  providers.flatMap((provider) => provider.models.map((model) => ({ value: joinModel(provider.name, model.name), provider, model })));

/** The model that is meant: one that is offered, or any that its provider takes; else the first there is. */
export const chosenModel = (providers: readonly Provider[], value: string): ModelChoice | undefined => {
  const offered = modelChoices(providers);
  const known = offered.find((choice) => choice.value === value);
  if (known) return known;
  const { provider: providerName, model: name } = splitModel(value);
  const provider = providers.find((candidate) => candidate.name === providerName && candidate.takesAnyModel);
  return provider ? { value, provider, model: { __typename: "Model", name, title: name, maxRuns: null, temperature: null } } : offered[0];
};

type ModelFieldProps = {
  providers: readonly Provider[];
  value: string;
  faults?: readonly string[];
  onChange: (value: string) => void;
};

const Options = ({ provider }: { provider: Provider }) => (
  <optgroup label={provider.title}>
    {provider.models.map((model) => (
      <option key={model.name} value={joinModel(provider.name, model.name)}>
        {model.title}
      </option>
    ))}
    {provider.takesAnyModel && <option value={joinModel(provider.name, "")}>{provider.models.length > 0 ? texts.anotherModel : texts.endpoint.choose}</option>}
  </optgroup>
);

/** Every model that can answer the contract, by provider, and any other that a provider takes; says so where answers are not a model's. */
export const ModelField = ({ providers, value, faults, onChange }: ModelFieldProps) => {
  const chosen = chosenModel(providers, value);
  const isOffered = modelChoices(providers).some((choice) => choice.value === value);
  const another = chosen && !isOffered ? joinModel(chosen.provider.name, "") : undefined;
  return (
    <div className="grid gap-2">
      <Field label={texts.model} faults={another === undefined ? faults : undefined} hint={chosen ? chosen.provider.notice : texts.noModel}>
        {(control) => (
          <Select {...control} name="model" value={another ?? value} onChange={({ target }) => onChange(target.value === NEW_ENDPOINT ? target.value + texts.endpoint.name : target.value)} disabled={!chosen}>
            {providers
              .filter((provider) => provider.models.length > 0 || provider.takesAnyModel)
              .map((provider) => (
                <Options key={provider.name} provider={provider} />
              ))}
          </Select>
        )}
      </Field>
      {another !== undefined && (
        <Field label={texts.modelName} faults={faults} hint={another === NEW_ENDPOINT ? texts.endpoint.nameHint : undefined}>
          {(control) => <Input {...control} name="modelName" value={splitModel(value).model} onChange={(event) => onChange(another + event.target.value)} />}
        </Field>
      )}
    </div>
  );
};
