import { UserRoundX } from "lucide-react";
import type { FormEvent } from "react";
import { Link, useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { RefusalNotice } from "@/components/ui/refusal";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { faultsByField } from "@/shared/faults";
import { paths, safeReturnTo } from "@/shared/paths";
import { Aside, Entrance } from "./entrance";
import { OrLine, ProviderButtons } from "./provider-buttons";
import { OpenInvitationDocument, SignInOptionsDocument } from "./session.generated";
import { texts } from "./texts";
import { useRegistration } from "./use-registration";

const words = texts.register;
const FIELDS = ["displayName", "email", "password"] as const;

type FormProps = { invitationToken: string | null; invitedEmail: string | null; returnTo: string };

const RegisterForm = ({ invitationToken, invitedEmail, returnTo }: FormProps) => {
  const { submit, isBusy, refusal, isTaken } = useRegistration(invitationToken, returnTo);
  const { fields, rest } = faultsByField(refusal?.faults ?? [], FIELDS);
  const isToldAtFields = Object.keys(fields).length > 0;
  const handleSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void submit({ displayName: String(form.get("displayName")), email: String(form.get("email")).trim(), password: String(form.get("password")) });
  };
  return (
    <form onSubmit={handleSubmit} className="grid gap-4" noValidate>
      {refusal && !isToldAtFields && <RefusalNotice {...refusal} details={rest} />}
      {isTaken && <Notice tone="bad">{words.taken}</Notice>}
      <Field label={words.name} faults={fields.displayName}>
        {(control) => <Input {...control} name="displayName" autoComplete="name" maxLength={200} required />}
      </Field>
      <Field label={texts.email} faults={fields.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" defaultValue={invitedEmail ?? ""} required />}
      </Field>
      <Field label={texts.password} hint={words.passwordHint} faults={fields.password}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" required />}
      </Field>
      <Button type="submit" variant="primary" size="large" disabled={isBusy} className="mt-1">
        {isBusy ? words.submitting : words.submit}
      </Button>
    </form>
  );
};

const useEntry = () => {
  const [search] = useSearchParams();
  const token = search.get("invitation");
  const options = useQuery(SignInOptionsDocument);
  const invitation = useQuery(OpenInvitationDocument, { variables: { token: token ?? "" }, skip: token === null });
  const invited = invitation.data?.invitation ?? undefined;
  const isLoading = options.loading || invitation.loading;
  return { token, invited, options, isLoading, returnTo: safeReturnTo(search.get("returnTo")) };
};

const Content = ({ token, invited, options, isLoading, returnTo }: ReturnType<typeof useEntry>) => {
  if (isLoading) return <SkeletonPage blocks={["h-9", "h-9", "h-9", "h-10"]} />;
  if (options.error) return <ErrorState error={options.error} onRetry={() => void options.refetch()} />;
  const { providers = [], registration = false } = options.data?.signInOptions ?? {};
  if (!registration && !invited) {
    return (
      <EmptyState icon={UserRoundX} title={words.closed.title}>
        {words.closed.hint}
      </EmptyState>
    );
  }
  return (
    <>
      {providers.length > 0 && (
        <>
          <ProviderButtons providers={providers} returnTo={token === null ? returnTo : paths.invitation.link(token)} />
          <OrLine />
        </>
      )}
      <RegisterForm invitationToken={invited ? token : null} invitedEmail={invited?.email ?? null} returnTo={returnTo} />
    </>
  );
};

/** A new account; with `?invitation=` in the address, one that joins the inviting organization too. */
export const RegisterPage = () => {
  const entry = useEntry();
  const { token, invited, returnTo } = entry;
  return (
    <Entrance
      documentTitle={words.documentTitle}
      title={words.title}
      lead={invited ? words.joining(invited.organizationName) : words.lead}
      below={
        <Aside>
          {words.haveAccount}{" "}
          <Link to={paths.signIn.link(token === null ? returnTo : paths.invitation.link(token))} className="font-medium text-accent-strong underline-offset-4 hover:underline">
            {texts.submit}
          </Link>
        </Aside>
      }
    >
      <Content {...entry} />
    </Entrance>
  );
};
