import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { RefusalNotice } from "@/components/ui/refusal";
import { Secret } from "@/components/ui/secret";
import { useAction } from "@/shared/apollo/use-action";
import { faultsByField } from "@/shared/faults";
import { texts as sharedTexts } from "@/shared/texts";
import { ApiKeysDocument, CreateApiKeyDocument } from "./api-keys.generated";
import { RadioList } from "./radio-list";
import { texts } from "./texts";

const words = texts.apiKeys;
const SCOPES = ["READ", "SUBMIT", "MANAGE"] as const;
const FIELDS = ["name", "expiresInDays"] as const;

const exampleWith = (key: string): string => `curl -H "Authorization: Bearer ${key}" ${window.location.origin}/api/v1/contracts`;

const Made = ({ apiKey, onClose }: { apiKey: string; onClose: () => void }) => (
  <>
    <Secret label={words.key} value={apiKey} warning={words.once} copy={words.copy} />
    <div className="grid grid-cols-1 gap-1.5">
      <p className="text-[13px] text-ink-muted">{words.example}</p>
      <Code text={exampleWith(apiKey)} label={words.example} />
    </div>
    <DialogActions>
      <Button variant="primary" onClick={onClose}>
        {words.done}
      </Button>
    </DialogActions>
  </>
);

/** Make a key, and show it this once. */
export const NewApiKey = ({ onClose }: { onClose: () => void }) => {
  const [scope, setScope] = useState<(typeof SCOPES)[number]>("READ");
  const [made, setMade] = useState<string>();
  const { run, isBusy, refusal } = useAction(CreateApiKeyDocument, "ApiKeyCreated", [ApiKeysDocument]);
  const { fields, rest } = faultsByField(refusal?.faults ?? [], FIELDS);

  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get("expiresInDays"));
    const outcome = await run({ input: { name: String(form.get("name")), scope, expiresInDays: Number.isNaN(days) ? null : days } });
    if (outcome) setMade(outcome.key);
  };
  if (made !== undefined) {
    return (
      <Dialog title={words.createTitle} onClose={onClose}>
        <Made apiKey={made} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={words.createTitle} onClose={onClose}>
      <form onSubmit={(event) => void handleSubmit(event)} className="grid gap-4" noValidate>
        {refusal && !fields.name && !fields.expiresInDays && <RefusalNotice {...refusal} details={rest} />}
        <Field label={words.name} hint={words.nameHint} faults={fields.name}>
          {(control) => <Input {...control} name="name" maxLength={200} autoComplete="off" required />}
        </Field>
        <RadioList label={words.scope} name="scope" value={scope} onChoose={setScope} options={SCOPES.map((one) => [one, words.scopes[one], words.scopeWords[one]] as const)} />
        <Field label={words.expires} faults={fields.expiresInDays}>
          {(control) => (
            <Select {...control} name="expiresInDays" defaultValue="90">
              {Object.entries(words.expiries).map(([days, label]) => (
                <option key={days} value={days}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>{sharedTexts.cancel}</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {words.createSubmit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
