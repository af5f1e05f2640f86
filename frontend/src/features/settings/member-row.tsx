import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Select } from "@/components/ui/input";
import { RefusalNotice } from "@/components/ui/refusal";
import { useAction } from "@/shared/apollo/use-action";
import { texts as sharedTexts } from "@/shared/texts";
import { Cell, Row } from "./data-table";
import { ChangeMemberRoleDocument, MembersDocument, type MembersQuery, RemoveMemberDocument } from "./members.generated";
import { SettingsViewerDocument } from "./settings.generated";
import { texts } from "./texts";

type Member = NonNullable<MembersQuery["viewer"]>["organization"]["members"]["edges"][number]["node"];
type Role = Member["role"];

const words = texts.members;
const ROLES = Object.keys(sharedTexts.roles) as Role[];

const nameOf = ({ user }: Member): string => user.displayName || user.email;

const RoleSelect = ({ member }: { member: Member }) => {
  const { run, isBusy, refusal } = useAction(ChangeMemberRoleDocument, "MemberRoleChanged", [MembersDocument, SettingsViewerDocument]);
  return (
    <div className="grid max-w-60 gap-2">
      <Select
        fit="compact"
        aria-label={words.roleOf(nameOf(member))}
        value={member.role}
        disabled={isBusy}
        onChange={({ target }) => void run({ userId: member.user.id, role: target.value as Role })}
        className="w-36"
      >
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {sharedTexts.roles[role]}
          </option>
        ))}
      </Select>
      {refusal && <RefusalNotice {...refusal} details={refusal.faults.map(({ message }) => message)} />}
    </div>
  );
};

const RemoveMember = ({ member, onClose }: { member: Member; onClose: () => void }) => {
  const { run, isBusy, refusal } = useAction(RemoveMemberDocument, "MemberRemoved", [MembersDocument]);
  const handleConfirm = async () => {
    if (await run({ userId: member.user.id })) onClose();
  };
  return (
    <Confirm title={words.removeTitle(nameOf(member))} confirm={words.remove} isBusy={isBusy} refusal={refusal} onConfirm={() => void handleConfirm()} onClose={onClose}>
      {words.removeWords}
    </Confirm>
  );
};

type RowProps = { member: Member; isSelf: boolean; canManage: boolean };

export const MemberRow = ({ member, isSelf, canManage }: RowProps) => {
  const [isRemoving, setIsRemoving] = useState(false);
  const name = nameOf(member);
  return (
    <Row>
      <Cell>
        <div className="flex items-center gap-3">
          <Avatar name={name} />
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-2 font-medium">
              <span className="wrap-anywhere">{name}</span>
              {isSelf && <Badge>{words.you}</Badge>}
            </div>
            <div className="break-all text-ink-muted">{member.user.email}</div>
          </div>
        </div>
      </Cell>
      <Cell className="max-md:pl-11">{canManage && !isSelf ? <RoleSelect member={member} /> : <span title={words.roles[member.role]}>{sharedTexts.roles[member.role]}</span>}</Cell>
      <Cell label={words.columns.joined} className="text-ink-muted max-md:pl-11 md:whitespace-nowrap">
        <Ago iso={member.joinedAt} />
      </Cell>
      {canManage && (
        <Cell className="max-md:pl-11 md:text-right">
          {!isSelf && (
            <Button size="small" aria-label={words.removeNamed(name)} onClick={() => setIsRemoving(true)}>
              {words.remove}
            </Button>
          )}
          {isRemoving && <RemoveMember member={member} onClose={() => setIsRemoving(false)} />}
        </Cell>
      )}
    </Row>
  );
};
