import { NetworkStatus } from "@apollo/client";
import { ScrollText } from "lucide-react";
import { useSearchParams } from "react-router";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { askedFilter, filterFromSearch } from "./audit-filter";
import { AuditFilterBar } from "./audit-filter-bar";
import { AuditLogDocument } from "./audit-log.generated";
import { AuditRow } from "./audit-row";
import { DataTable } from "./data-table";
import { MoreButton } from "./more-button";
import { OnlyForAdmins } from "./only-for";
import { SettingsPage } from "./settings-card";
import { texts } from "./texts";

const words = texts.audit;

const Entries = () => {
  const [search] = useSearchParams();
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(AuditLogDocument, {
    variables: { filter: askedFilter(filterFromSearch(search)) },
    fetchPolicy: "cache-and-network",
    notifyOnNetworkStatusChange: true,
  });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  const log = data?.viewer?.organization.auditLog;
  if (!log) return <SkeletonPage blocks={["h-12", "h-12", "h-12", "h-12", "h-12"]} />;
  if (log.edges.length === 0) {
    return (
      <EmptyState icon={ScrollText} title={words.none.title}>
        {words.none.hint}
      </EmptyState>
    );
  }
  return (
    <>
      <DataTable label={texts.parts["audit-log"]} columns={Object.values(words.columns)}>
        {log.edges.map(({ node }) => (
          <AuditRow key={node.id} entry={node} />
        ))}
      </DataTable>
      <MoreButton pageInfo={log.pageInfo} isFetching={networkStatus === NetworkStatus.fetchMore} onMore={(after) => void fetchMore({ variables: { after } })} />
    </>
  );
};

/** Who changed what, newest first; the filter stands in the address. */
export const AuditLogPage = () => (
  <SettingsPage title={texts.parts["audit-log"]} documentTitle={texts.documentTitle(texts.parts["audit-log"])} lead={words.lead}>
    <OnlyForAdmins what={words.what}>
      <div className="grid grid-cols-1 gap-4">
        <AuditFilterBar />
        <Entries />
      </div>
    </OnlyForAdmins>
  </SettingsPage>
);
