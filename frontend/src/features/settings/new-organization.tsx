import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RefusalNotice } from "@/components/ui/refusal";
import { useAction } from "@/shared/apollo/use-action";
import { useFreshStart } from "@/shared/apollo/use-fresh-start";
import { faultsByField } from "@/shared/faults";
import { texts as sharedTexts } from "@/shared/texts";
import { CreateOrganizationDocument } from "./organization.generated";
import { texts } from "./texts";

export const NewOrganization = ({ onClose }: { onClose: () => void }) => {
  const { run, isBusy, refusal } = useAction(CreateOrganizationDocument, "OrganizationSwitched");
  const startAnew = useFreshStart();
  const { fields } = faultsByField(refusal?.faults ?? [], ["name"]);
  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name"));
    if (await run({ name })) await startAnew();
  };
  return (
    <Dialog title={texts.general.create} onClose={onClose}>
      <form onSubmit={(event) => void handleSubmit(event)} className="grid gap-4" noValidate>
        <p className="text-[13px] text-ink-muted">{texts.general.createWords}</p>
        {refusal && !fields.name && <RefusalNotice {...refusal} />}
        <Field label={texts.general.name.label} faults={fields.name}>
          {(control) => <Input {...control} name="name" maxLength={200} required />}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>{sharedTexts.cancel}</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {texts.general.createSubmit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
