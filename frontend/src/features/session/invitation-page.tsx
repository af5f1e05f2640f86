import { useApolloClient } from "@apollo/client/react";
import { Link, useParams } from "react-router";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RefusalNotice } from "@/components/ui/refusal";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useAction } from "@/shared/apollo/use-action";
import { useFreshStart } from "@/shared/apollo/use-fresh-start";
import { useQuery } from "@/shared/apollo/use-query";
import { paths } from "@/shared/paths";
import { Entrance } from "./entrance";
import { AcceptInvitationDocument, EnterOrganizationDocument, LeaveSessionDocument, OpenInvitationDocument, type OpenInvitationQuery } from "./session.generated";
import { texts } from "./texts";

type Open = NonNullable<OpenInvitationQuery["invitation"]>;

const words = texts.invitation;

const Accept = ({ token, email }: { token: string; email: string }) => {
  const accept = useAction(AcceptInvitationDocument, "InvitationAccepted");
  const enter = useAction(EnterOrganizationDocument, "OrganizationSwitched");
  const startAnew = useFreshStart();
  const refusal = accept.refusal ?? enter.refusal;
  const isBusy = accept.isBusy || enter.isBusy;
  const handleAccept = async () => {
    const accepted = await accept.run({ token });
    if (accepted && (await enter.run({ id: accepted.viewer.organization.id }))) await startAnew();
  };
  return (
    <>
      {refusal && <RefusalNotice message={refusal.message} hint={refusal.hint} />}
      <Button variant="primary" size="large" disabled={isBusy} onClick={() => void handleAccept()}>
        {isBusy ? words.accepting : words.accept}
      </Button>
      <p className="text-center text-xs text-ink-muted">{words.as(email)}</p>
    </>
  );
};

/** Somebody else is signed in than the one who is invited: only the right account can accept. */
const OtherAccount = ({ invited, email }: { invited: string; email: string }) => {
  const { run, isBusy } = useAction(LeaveSessionDocument, "SignedOut");
  const client = useApolloClient();
  const handleSignOut = async () => {
    if (await run({})) await client.resetStore();
  };
  return (
    <>
      <Notice tone="info">{words.other(invited, email)}</Notice>
      <Button size="large" disabled={isBusy} onClick={() => void handleSignOut()}>
        {words.signOut}
      </Button>
    </>
  );
};

const Stranger = ({ token }: { token: string }) => (
  <>
    <Button asChild variant="primary" size="large">
      <Link to={paths.signIn.link(paths.invitation.link(token))}>{words.signIn}</Link>
    </Button>
    <Button asChild size="large">
      <Link to={paths.register.invited(token)}>{words.create}</Link>
    </Button>
  </>
);

type ChoicesProps = { token: string; invitation: Open; email: string | undefined };

const Choices = ({ token, invitation, email }: ChoicesProps) => {
  if (email === undefined) return <Stranger token={token} />;
  const isOther = invitation.email !== null && invitation.email.toLowerCase() !== email.toLowerCase();
  return isOther ? <OtherAccount invited={invitation.email ?? ""} email={email} /> : <Accept token={token} email={email} />;
};

/** What an invitation's link leads to: what it is for, and the way to accept it, as whoever one is. */
export const InvitationPage = () => {
  const { token = "" } = useParams();
  const { data, error, refetch } = useQuery(OpenInvitationDocument, { variables: { token }, fetchPolicy: "cache-and-network" });
  const invitation = data?.invitation;
  if (data && !invitation) {
    return (
      <Entrance documentTitle={words.documentTitle} title={words.gone.title} lead={words.gone.hint}>
        <Button asChild size="large" className="w-full">
          <Link to={paths.dashboard.link()}>{words.gone.home}</Link>
        </Button>
      </Entrance>
    );
  }
  return (
    <Entrance
      documentTitle={words.documentTitle}
      title={invitation ? words.title(invitation.organizationName) : texts.title}
      lead={invitation ? words.lead(invitation.role) : texts.lead}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonPage blocks={["h-12", "h-10"]} />}
      {invitation && (
        <div className="grid gap-3">
          <p className="text-[13px] text-ink-muted">
            {words.roleWords[invitation.role]} {words.expires(invitation.expiresAt)}
          </p>
          <Choices token={token} invitation={invitation} email={data?.viewer?.user.email} />
        </div>
      )}
    </Entrance>
  );
};
