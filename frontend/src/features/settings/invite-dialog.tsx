import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RefusalNotice } from "@/components/ui/refusal";
import { Secret } from "@/components/ui/secret";
import { useAction } from "@/shared/apollo/use-action";
import { faultsByField } from "@/shared/faults";
import { paths } from "@/shared/paths";
import { texts as sharedTexts } from "@/shared/texts";
import { CreateInvitationDocument, InvitationsDocument } from "./members.generated";
import { RadioList } from "./radio-list";
import { texts } from "./texts";

const words = texts.members;
const ROLES = ["VIEWER", "MAINTAINER", "ADMIN"] as const;

const addressOf = (token: string): string => new URL(paths.invitation.link(token), window.location.href).href;

/** Make an invitation's link, and show it this once. */
export const InviteDialog = ({ onClose }: { onClose: () => void }) => {
  const [role, setRole] = useState<(typeof ROLES)[number]>("VIEWER");
  const [token, setToken] = useState<string>();
  const { run, isBusy, refusal } = useAction(CreateInvitationDocument, "InvitationCreated", [InvitationsDocument]);
  const { fields, rest } = faultsByField(refusal?.faults ?? [], ["email"]);

  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get("email")).trim();
    const outcome = await run({ role, email: email || null });
    if (outcome) setToken(outcome.token);
  };
  if (token !== undefined) {
    return (
      <Dialog title={words.inviteTitle} onClose={onClose}>
        <Secret label={words.link} value={addressOf(token)} warning={words.linkOnce} copy={words.copyLink} />
        <DialogActions>
          <Button variant="primary" onClick={onClose}>
            {words.done}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog title={words.inviteTitle} onClose={onClose}>
      <form onSubmit={(event) => void handleSubmit(event)} className="grid gap-4" noValidate>
        <p className="text-[13px] text-ink-muted">{words.inviteWords}</p>
        {refusal && !fields.email && <RefusalNotice {...refusal} details={rest} />}
        <Field label={words.email} hint={words.emailHint} faults={fields.email}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="off" />}
        </Field>
        <RadioList label={words.role} name="role" value={role} onChoose={setRole} options={ROLES.map((one) => [one, sharedTexts.roles[one], words.roles[one]] as const)} />
        <DialogActions>
          <Button onClick={onClose}>{sharedTexts.cancel}</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {words.inviteSubmit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
