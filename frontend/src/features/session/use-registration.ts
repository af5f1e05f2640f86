import { useAction } from "@/shared/apollo/use-action";
import { useFreshStart } from "@/shared/apollo/use-fresh-start";
import { EnterOrganizationDocument, RegisterDocument, SignInDocument } from "./session.generated";

type Person = { email: string; password: string; displayName: string };

/**
 * Make an account, sign in with it and go on; with an invitation, in the organization that invites.
 * Where the address had an account already, the service does not say so: signing in fails, and `isTaken` is true.
 */
export const useRegistration = (invitationToken: string | null, returnTo: string) => {
  const register = useAction(RegisterDocument, "Registered");
  const signIn = useAction(SignInDocument, "SignedIn");
  const enter = useAction(EnterOrganizationDocument, "OrganizationSwitched");
  const startAnew = useFreshStart();

  const submit = async (person: Person) => {
    if (!(await register.run({ input: { ...person, invitationToken } }))) return;
    const signedIn = await signIn.run({ input: { email: person.email, password: person.password } });
    if (!signedIn) return;
    const { organization, organizations } = signedIn.viewer;
    const inviting = invitationToken === null ? undefined : organizations?.find(({ id }) => id !== organization.id);
    if (inviting) await enter.run({ id: inviting.id });
    await startAnew(returnTo);
  };
  const isTaken = signIn.refusal?.kind === "InvalidCredentials";
  const refusal = register.refusal ?? (isTaken ? undefined : signIn.refusal) ?? enter.refusal;
  return { submit, isBusy: register.isBusy || signIn.isBusy || enter.isBusy, refusal, isTaken };
};
