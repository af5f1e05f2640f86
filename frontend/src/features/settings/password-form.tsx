import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RefusalNotice } from "@/components/ui/refusal";
import { useAction } from "@/shared/apollo/use-action";
import { faultsByField } from "@/shared/faults";
import { ChangePasswordDocument, ProfileDocument } from "./profile.generated";
import { DoneNote, SettingsForm } from "./settings-card";
import { texts } from "./texts";

const words = texts.profile.password;
const FIELDS = ["currentPassword", "newPassword"] as const;

export const PasswordForm = ({ hasPassword }: { hasPassword: boolean }) => {
  const [ended, setEnded] = useState<number>();
  const [changes, setChanges] = useState(0);
  const { run, isBusy, refusal } = useAction(ChangePasswordDocument, "PasswordChanged", [ProfileDocument]);
  const { fields, rest } = faultsByField(refusal?.faults ?? [], FIELDS);
  const isToldAtFields = fields.currentPassword !== undefined || fields.newPassword !== undefined;

  const handleSubmit = async (form: FormData) => {
    setEnded(undefined);
    const current = form.get("currentPassword");
    const outcome = await run({ input: { currentPassword: current === null ? null : String(current), newPassword: String(form.get("newPassword")) } });
    if (!outcome) return;
    setEnded(outcome.endedSessions);
    setChanges((count) => count + 1);
  };
  return (
    <SettingsForm
      title={words.title}
      words={hasPassword ? words.words : words.none}
      onSubmit={handleSubmit}
      footer={
        <>
          {ended === undefined ? <span className="text-xs text-ink-muted">{words.hint}</span> : <DoneNote>{words.done(ended)}</DoneNote>}
          <Button type="submit" size="small" variant="primary" disabled={isBusy}>
            {hasPassword ? words.submit : words.first}
          </Button>
        </>
      }
    >
      {refusal && !isToldAtFields && <RefusalNotice {...refusal} details={rest} />}
      <div key={changes} className="grid gap-4 sm:grid-cols-2">
        {hasPassword && (
          <Field label={words.current} faults={fields.currentPassword}>
            {(control) => <Input {...control} name="currentPassword" type="password" autoComplete="current-password" required />}
          </Field>
        )}
        <Field label={words.next} faults={fields.newPassword}>
          {(control) => <Input {...control} name="newPassword" type="password" autoComplete="new-password" required />}
        </Field>
      </div>
    </SettingsForm>
  );
};
