import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RefusalNotice } from "@/components/ui/refusal";
import { useAction } from "@/shared/apollo/use-action";
import { faultsByField } from "@/shared/faults";
import { ChangeEmailDocument } from "./profile.generated";
import { DoneNote, SettingsCard, SettingsForm } from "./settings-card";
import { texts } from "./texts";

const words = texts.profile.email;

const Fields = ({ email, faults }: { email: string; faults: ReturnType<typeof faultsByField<"email">>["fields"] }) => (
  <div className="grid gap-4 sm:grid-cols-2">
    <Field label={words.label} faults={faults.email}>
      {(control) => <Input {...control} name="email" type="email" autoComplete="email" defaultValue={email} required />}
    </Field>
    <Field label={words.password}>{(control) => <Input {...control} name="currentPassword" type="password" autoComplete="current-password" required />}</Field>
  </div>
);

/** The address that one signs in with; whoever has no password keeps the one that the provider vouches for. */
export const EmailForm = ({ email, hasPassword }: { email: string; hasPassword: boolean }) => {
  const [changes, setChanges] = useState(0);
  const { run, isBusy, refusal } = useAction(ChangeEmailDocument, "EmailChanged");
  const { fields, rest } = faultsByField(refusal?.faults ?? [], ["email"]);

  const handleSubmit = async (form: FormData) => {
    const outcome = await run({ input: { email: String(form.get("email")), currentPassword: String(form.get("currentPassword")) } });
    if (outcome) setChanges((count) => count + 1);
  };
  if (!hasPassword) {
    return (
      <SettingsCard title={words.title} words={words.words} footer={<span className="text-xs text-ink-muted">{words.byProvider}</span>}>
        <p className="text-[13px] font-medium break-all">{email}</p>
      </SettingsCard>
    );
  }
  return (
    <SettingsForm
      title={words.title}
      words={words.words}
      onSubmit={handleSubmit}
      footer={
        <>
          {changes > 0 ? <DoneNote>{words.done(email)}</DoneNote> : <span className="text-xs text-ink-muted">{words.hint}</span>}
          <Button type="submit" size="small" variant="primary" disabled={isBusy}>
            {words.submit}
          </Button>
        </>
      }
    >
      {refusal && !fields.email && <RefusalNotice {...refusal} details={rest} />}
      <Fields key={changes} email={email} faults={fields} />
    </SettingsForm>
  );
};
