import type { FormEvent } from "react";
import { useNavigate } from "react-router";
import { useApolloClient } from "@apollo/client/react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RefusalNotice } from "@/components/ui/refusal";
import { useAction } from "@/shared/apollo/use-action";
import { faultsByField } from "@/shared/faults";
import { lastOrganization } from "@/shared/last-organization";
import { EnterOrganizationDocument, SignInDocument } from "./session.generated";
import { texts } from "./texts";

const FIELDS = ["email", "password"] as const;

/** E-mail address and password; afterwards one goes on where one was going, in the organization that one worked in last. */
export const SignInForm = ({ returnTo }: { returnTo: string }) => {
  const { run, isBusy, refusal } = useAction(SignInDocument, "SignedIn");
  const enter = useAction(EnterOrganizationDocument, "OrganizationSwitched");
  const client = useApolloClient();
  const navigate = useNavigate();
  const { fields, rest } = faultsByField(refusal?.faults ?? [], FIELDS);

  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const signedIn = await run({ input: { email: String(form.get("email")), password: String(form.get("password")) } });
    if (!signedIn) return;
    const { user, organization, organizations } = signedIn.viewer;
    const last = organizations?.find(({ id }) => id === lastOrganization(user.id));
    if (last && last.id !== organization.id) await enter.run({ id: last.id });
    await client.clearStore();
    await navigate(returnTo, { replace: true });
  };
  return (
    <form onSubmit={(event) => void handleSubmit(event)} className="grid gap-4" noValidate>
      {refusal && <RefusalNotice {...refusal} details={rest} />}
      <Field label={texts.email} faults={fields.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label={texts.password} faults={fields.password}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      <Button type="submit" variant="primary" size="large" disabled={isBusy || enter.isBusy} className="mt-1">
        {isBusy ? texts.submitting : texts.submit}
      </Button>
    </form>
  );
};
