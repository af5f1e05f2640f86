import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RefusalNotice } from "@/components/ui/refusal";
import { useAction } from "@/shared/apollo/use-action";
import { useFreshStart } from "@/shared/apollo/use-fresh-start";
import { faultsByField } from "@/shared/faults";
import { texts as sharedTexts } from "@/shared/texts";
import { DeleteOrganizationDocument } from "./organization.generated";
import { SettingsCard } from "./settings-card";
import { texts } from "./texts";

const words = texts.general.delete;

const Question = ({ name, onClose }: { name: string; onClose: () => void }) => {
  const [typed, setTyped] = useState("");
  const { run, isBusy, refusal } = useAction(DeleteOrganizationDocument, "OrganizationSwitched");
  const startAnew = useFreshStart();
  const { fields } = faultsByField(refusal?.faults ?? [], ["name"]);
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (typed === name && (await run({ name: typed }))) await startAnew();
  };
  return (
    <Dialog title={words.ask(name)} onClose={onClose}>
      <form onSubmit={(event) => void handleSubmit(event)} className="grid gap-4" noValidate>
        <div className="grid gap-2 text-[13px] leading-relaxed text-ink-muted">
          <p>{words.gone}</p>
          <p>{words.stays}</p>
        </div>
        {refusal && !fields.name && <RefusalNotice {...refusal} />}
        <Field label={words.label(name)} faults={fields.name}>
          {(control) => <Input {...control} name="name" autoComplete="off" spellCheck={false} value={typed} onChange={({ target }) => setTyped(target.value)} />}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>{sharedTexts.cancel}</Button>
          <Button type="submit" variant="danger" disabled={isBusy || typed !== name}>
            {isBusy ? words.busy : words.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};

/** An organization's end, for its admins: asked for by its name, as there is no way back. */
export const DeleteOrganization = ({ name }: { name: string }) => {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <SettingsCard
        title={words.title}
        words={words.words}
        footer={
          <Button size="small" variant="danger" className="ml-auto" onClick={() => setIsAsking(true)}>
            {words.open}
          </Button>
        }
      />
      {isAsking && <Question name={name} onClose={() => setIsAsking(false)} />}
    </>
  );
};
