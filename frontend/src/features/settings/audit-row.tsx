import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import type { AuditLogQuery } from "./audit-log.generated";
import { actionWords, detailWords } from "./audit-words";
import { Cell, Row } from "./data-table";
import { texts } from "./texts";

type Entry = NonNullable<NonNullable<AuditLogQuery["viewer"]>["organization"]["auditLog"]>["edges"][number]["node"];

const words = texts.audit;

export const AuditRow = ({ entry }: { entry: Entry }) => {
  const details = detailWords(entry.details);
  return (
    <Row isRunning>
      <Cell>
        <div className="font-medium">{actionWords(entry.action)}</div>
        {details && <div className="text-xs wrap-anywhere text-ink-muted">{details}</div>}
      </Cell>
      <Cell>
        <span title={entry.user?.email}>{entry.user ? entry.user.displayName || entry.user.email : words.skyt}</span> {entry.viaApiKey && <Badge>{words.viaApiKey}</Badge>}
      </Cell>
      <Cell className="font-mono text-xs text-ink-muted max-md:leading-5">
        {entry.address}
      </Cell>
      <Cell className="text-ink-muted md:whitespace-nowrap">
        <Ago iso={entry.createdAt} />
      </Cell>
    </Row>
  );
};
