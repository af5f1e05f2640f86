import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RefusalNotice } from "@/components/ui/refusal";
import { useAction } from "@/shared/apollo/use-action";
import { faultsByField } from "@/shared/faults";
import { UpdateProfileDocument } from "./profile.generated";
import { DoneNote, SettingsForm } from "./settings-card";
import { texts } from "./texts";

export const NameForm = ({ name }: { name: string }) => {
  const [typed, setTyped] = useState(name);
  const [isSaved, setIsSaved] = useState(false);
  const { run, isBusy, refusal } = useAction(UpdateProfileDocument, "ProfileUpdated");
  const { fields } = faultsByField(refusal?.faults ?? [], ["displayName"]);

  const handleSubmit = async () => {
    setIsSaved(false);
    const outcome = await run({ displayName: typed });
    if (!outcome) return;
    setTyped(outcome.user.displayName);
    setIsSaved(true);
  };
  return (
    <SettingsForm
      title={texts.profile.name.title}
      words={texts.profile.name.words}
      onSubmit={handleSubmit}
      footer={
        <>
          {isSaved ? <DoneNote>{texts.saved}</DoneNote> : <span className="text-xs text-ink-muted">{texts.profile.name.hint}</span>}
          <Button type="submit" size="small" variant="primary" disabled={isBusy || typed.trim() === name}>
            {texts.save}
          </Button>
        </>
      }
    >
      {refusal && !fields.displayName && <RefusalNotice {...refusal} />}
      <Field label={texts.profile.name.label} faults={fields.displayName} className="max-w-sm">
        {(control) => <Input {...control} value={typed} maxLength={200} autoComplete="name" onChange={({ target }) => setTyped(target.value)} />}
      </Field>
    </SettingsForm>
  );
};
