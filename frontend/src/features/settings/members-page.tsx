import { NetworkStatus } from "@apollo/client";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { DataTable } from "./data-table";
import { InviteDialog } from "./invite-dialog";
import { MemberRow } from "./member-row";
import { MembersDocument } from "./members.generated";
import { MoreButton } from "./more-button";
import { PendingInvitations } from "./pending-invitations";
import { SettingsPage } from "./settings-card";
import { texts } from "./texts";
import { useViewer } from "./viewer";

const words = texts.members;

const MemberList = () => {
  const { role, user } = useViewer();
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(MembersDocument, { fetchPolicy: "cache-and-network", notifyOnNetworkStatusChange: true });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data?.viewer) return <SkeletonPage blocks={["h-14", "h-14", "h-14"]} />;
  const { edges, pageInfo } = data.viewer.organization.members;
  const { actions, ...columns } = words.columns;
  const canManage = role === "ADMIN";
  return (
    <>
      <DataTable label={texts.parts.members} columns={[...Object.values(columns), ...(canManage ? [actions] : [])]} hasActions={canManage}>
        {edges.map(({ node }) => (
          <MemberRow key={node.user.id} member={node} isSelf={node.user.id === user.id} canManage={canManage} />
        ))}
      </DataTable>
      <MoreButton pageInfo={pageInfo} isFetching={networkStatus === NetworkStatus.fetchMore} onMore={(after) => void fetchMore({ variables: { after } })} />
    </>
  );
};

/** Who belongs to the organization; admins invite, change roles and remove. */
export const MembersPage = () => {
  const [isInviting, setIsInviting] = useState(false);
  const canManage = useViewer().role === "ADMIN";
  return (
    <SettingsPage
      title={texts.parts.members}
      documentTitle={texts.documentTitle(texts.parts.members)}
      lead={words.lead}
      actions={
        canManage && (
          <Button size="small" variant="primary" onClick={() => setIsInviting(true)}>
            <UserPlus aria-hidden />
            {words.invite}
          </Button>
        )
      }
    >
      {!canManage && <Notice tone="info">{words.onlyAdmins}</Notice>}
      <MemberList />
      {canManage && <PendingInvitations />}
      {isInviting && <InviteDialog onClose={() => setIsInviting(false)} />}
    </SettingsPage>
  );
};
