import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { RefusalNotice } from "@/components/ui/refusal";
import { Secret } from "@/components/ui/secret";
import { useAction } from "@/shared/apollo/use-action";
import { faultsByField } from "@/shared/faults";
import { texts as sharedTexts } from "@/shared/texts";
import { texts } from "./texts";
import { CreateWebhookDocument, WebhooksDocument } from "./webhooks.generated";

const words = texts.webhooks;

/** Name an address, and show the secret that its events are signed with this once. */
export const NewWebhook = ({ onClose }: { onClose: () => void }) => {
  const [secret, setSecret] = useState<string>();
  const { run, isBusy, refusal } = useAction(CreateWebhookDocument, "WebhookCreated", [WebhooksDocument]);
  const { fields, rest } = faultsByField(refusal?.faults ?? [], ["url"]);
  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const outcome = await run({ input: { url: String(form.get("url")).trim(), period: form.get("period") === "DAY" ? "DAY" : "MONTH" } });
    if (outcome) setSecret(outcome.secret);
  };
  if (secret !== undefined) {
    return (
      <Dialog title={words.createTitle} onClose={onClose}>
        <Secret label={words.secret} value={secret} warning={words.once} copy={words.copy} />
        <DialogActions>
          <Button variant="primary" onClick={onClose}>
            {words.done}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog title={words.createTitle} onClose={onClose}>
      <form onSubmit={(event) => void handleSubmit(event)} className="grid gap-4" noValidate>
        {refusal && !fields.url && <RefusalNotice {...refusal} details={rest} />}
        <Field label={words.url} hint={words.urlHint} faults={fields.url}>
          {(control) => <Input {...control} name="url" type="url" placeholder="https://" autoComplete="off" required />}
        </Field>
        <Field label={words.period}>
          {(control) => (
            <Select {...control} name="period" defaultValue="MONTH">
              {Object.entries(words.periods).map(([period, label]) => (
                <option key={period} value={period}>
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
