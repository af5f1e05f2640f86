import { NetworkStatus } from "@apollo/client";
import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { RefusalNotice } from "@/components/ui/refusal";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useAction } from "@/shared/apollo/use-action";
import { useQuery } from "@/shared/apollo/use-query";
import { texts as sharedTexts } from "@/shared/texts";
import { InvitationsDocument, type InvitationsQuery, RevokeInvitationDocument } from "./members.generated";
import { MoreButton } from "./more-button";
import { texts } from "./texts";

type Invitation = NonNullable<NonNullable<InvitationsQuery["viewer"]>["organization"]["invitations"]>["edges"][number]["node"];

const words = texts.members;

const InvitationRow = ({ invitation, isPast }: { invitation: Invitation; isPast: boolean }) => {
  const { run, isBusy, refusal } = useAction(RevokeInvitationDocument, "InvitationRevoked", [InvitationsDocument]);
  const name = invitation.email ?? words.anyone;
  return (
    <li className="grid gap-2 px-4 py-2.5 text-[13px]">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-56 font-medium wrap-anywhere">{name}</span>
        <Badge>{sharedTexts.roles[invitation.role]}</Badge>
        <span className="text-ink-muted">
          {isPast ? words.expired : words.expires} <Ago iso={invitation.expiresAt} />
        </span>
        <Button size="small" disabled={isBusy} aria-label={words.takeBackNamed(name)} onClick={() => void run({ id: invitation.id })}>
          {words.takeBack}
        </Button>
      </div>
      {refusal && <RefusalNotice message={refusal.message} hint={refusal.hint} />}
    </li>
  );
};

/** Invitations that nobody accepted yet, and the way to take them back. */
export const PendingInvitations = () => {
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(InvitationsDocument, { fetchPolicy: "cache-and-network", notifyOnNetworkStatusChange: true });
  const connection = data?.viewer?.organization.invitations;
  const open = (connection?.edges ?? []).map(({ node }) => node).filter(({ acceptedAt, revokedAt }) => !acceptedAt && !revokedAt);
  const [now] = useState(() => Date.now());
  return (
    <Section title={words.pending}>
      {error && !data && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonPage blocks={["h-12"]} />}
      {connection && (
        <Card>
          {open.length === 0 ? (
            <p className="px-4 py-3 text-[13px] text-ink-muted">{words.noPending}</p>
          ) : (
            <ul className="divide-y divide-line">
              {open.map((invitation) => (
                <InvitationRow key={invitation.id} invitation={invitation} isPast={new Date(invitation.expiresAt).getTime() < now} />
              ))}
            </ul>
          )}
        </Card>
      )}
      {connection && (
        <MoreButton pageInfo={connection.pageInfo} isFetching={networkStatus === NetworkStatus.fetchMore} onMore={(after) => void fetchMore({ variables: { after } })} />
      )}
    </Section>
  );
};
