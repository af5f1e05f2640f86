import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RefusalNotice } from "@/components/ui/refusal";
import { useAction } from "@/shared/apollo/use-action";
import { faultsByField } from "@/shared/faults";
import { texts as sharedTexts } from "@/shared/texts";
import { ProviderKeysDocument, PutProviderCredentialDocument } from "./provider-keys.generated";
import { texts } from "./texts";

const words = texts.providerKeys;
const FIELDS = ["label", "key"] as const;

type Props = { provider: { name: string; title: string }; label: string | undefined; onClose: () => void };

/** Enter the key for a provider, or another one in its place. */
export const ProviderKeyDialog = ({ provider, label, onClose }: Props) => {
  const { run, isBusy, refusal } = useAction(PutProviderCredentialDocument, "ProviderCredentialPut", [ProviderKeysDocument]);
  const { fields, rest } = faultsByField(refusal?.faults ?? [], FIELDS);
  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const outcome = await run({ input: { provider: provider.name, label: String(form.get("label")), key: String(form.get("key")) } });
    if (outcome) onClose();
  };
  return (
    <Dialog title={label === undefined ? words.addNamed(provider.title) : words.replaceNamed(provider.title)} onClose={onClose}>
      <form onSubmit={(event) => void handleSubmit(event)} className="grid gap-4" noValidate autoComplete="off">
        {refusal && !fields.label && !fields.key && <RefusalNotice {...refusal} details={rest} />}
        <Field label={words.label} hint={words.labelHint} faults={fields.label}>
          {(control) => <Input {...control} name="label" defaultValue={label ?? provider.title} maxLength={200} required />}
        </Field>
        <Field label={words.key} hint={words.keyHint} faults={fields.key}>
          {(control) => <Input {...control} name="key" type="password" autoComplete="off" spellCheck={false} required />}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>{sharedTexts.cancel}</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {words.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
