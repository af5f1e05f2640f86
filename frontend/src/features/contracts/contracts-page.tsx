import { NetworkStatus } from "@apollo/client";
import { FileText, Plus } from "lucide-react";
import { useDeferredValue } from "react";
import { Link, useSearchParams } from "react-router";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input, Select } from "@/components/ui/input";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { ViewerNote } from "@/components/ui/viewer-note";
import { useCanWrite } from "@/shared/apollo/use-can-write";
import { useQuery } from "@/shared/apollo/use-query";
import { paths } from "@/shared/paths";
import { texts as sharedTexts } from "@/shared/texts";
import { ContractLibraryDocument, type ContractLibraryQuery, type Kind, type Source } from "./contracts.generated";
import { texts } from "./texts";
import { PageHeading } from "@/components/ui/page-heading";
import { headings } from "@/shared/headings";

type Wanted = { search: string; kind: Kind | null; source: Source | null };
type Listed = ContractLibraryQuery["contracts"]["edges"][number]["node"];

const withMore = (previous: ContractLibraryQuery, { fetchMoreResult }: { fetchMoreResult: ContractLibraryQuery }): ContractLibraryQuery => ({
  contracts: { ...fetchMoreResult.contracts, edges: [...previous.contracts.edges, ...fetchMoreResult.contracts.edges] },
});

const Row = ({ contract }: { contract: Listed }) => (
  <tr className="relative transition-colors hover:bg-hover max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-4 max-md:gap-y-1.5 max-md:px-4 max-md:py-3">
    <td className="min-w-0 max-md:col-span-2 md:px-4 md:py-3">
      <Link to={paths.contract.link(contract.id)} className="font-medium wrap-anywhere after:absolute after:inset-0">
        {contract.title}
      </Link>{" "}
      {contract.deprecation && <Badge tone="warn">{texts.deprecated}</Badge>}
      <div className="text-xs wrap-anywhere text-ink-muted">
        {contract.name} · {contract.version}
      </div>
    </td>
    <td className="md:px-4 md:py-3">{sharedTexts.kinds[contract.kind]}</td>
    <td className="whitespace-nowrap md:px-4 md:py-3">{texts.sources[contract.source]}</td>
  </tr>
);

const ContractList = ({ search, kind, source }: Wanted) => {
  const { data, previousData, error, networkStatus, fetchMore, refetch } = useQuery(ContractLibraryDocument, {
    variables: { search: search || null, kind, source },
    fetchPolicy: "cache-and-network",
    notifyOnNetworkStatusChange: true,
  });
  const shown = data ?? previousData;
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!shown) return <SkeletonPage blocks={["h-14", "h-14", "h-14", "h-14"]} />;
  const { edges, pageInfo, totalCount } = shown.contracts;
  const isFetching = networkStatus === NetworkStatus.fetchMore;
  if (edges.length === 0) {
    return (
      <EmptyState icon={FileText} title={texts.none.title}>
        {texts.none.hint}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-3">
      <p role="status" className="text-xs text-ink-muted">
        {texts.found(totalCount)}
      </p>
      <Card className="overflow-hidden">
        <table className="w-full text-left text-[13px] max-md:block">
          <thead className="border-b border-line bg-sunken text-xs text-ink-muted max-md:hidden">
            <tr>
              {Object.entries(texts.columns).map(([key, label]) => (
                <th key={key} scope="col" className="px-4 py-2 font-medium">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line max-md:block">
            {edges.map(({ node }) => (
              <Row key={node.id} contract={node} />
            ))}
          </tbody>
        </table>
      </Card>
      {pageInfo.hasNextPage && (
        <Button className="justify-self-center" disabled={isFetching} onClick={() => void fetchMore({ variables: { after: pageInfo.endCursor }, updateQuery: withMore })}>
          {isFetching ? sharedTexts.loading : texts.more}
        </Button>
      )}
    </div>
  );
};

/** One of the names, if it is one. */
const oneOf = <Name extends string>(names: Record<Name, string>, value: string | null): Name | null => (value !== null && value in names ? (value as Name) : null);

type FilterProps<Name extends string> = { label: string; all: string; names: Record<Name, string>; value: Name | null; onChange: (value: string) => void };

const Filter = <Name extends string>({ label, all, names, value, onChange }: FilterProps<Name>) => (
  <Select aria-label={label} value={value ?? ""} onChange={({ target }) => onChange(target.value)} fit="compact">
    <option value="">{all}</option>
    {Object.entries<string>(names).map(([name, words]) => (
      <option key={name} value={name}>
        {words}
      </option>
    ))}
  </Select>
);

/** The newest version of every contract, those shipped with Skyt and the organization's own; what narrows the list stands in the address. */
export const ContractsPage = () => {
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.get("search") ?? "";
  const canWrite = useCanWrite();
  const settled = useDeferredValue(search);
  const [kind, source] = [oneOf(sharedTexts.kinds, parameters.get("kind")), oneOf(texts.sources, parameters.get("source"))];
  const narrow = (name: string, value: string) =>
    setParameters(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return (
    <div className="grid gap-6">
      <PageHeading {...headings.contracts}>
        {canWrite && (
          <Button asChild variant="primary" size="small">
            <Link to={paths.newContract.link()}>
              <Plus aria-hidden />
              {texts.create}
            </Link>
          </Button>
        )}
      </PageHeading>
      <ViewerNote>{texts.viewerCannot}</ViewerNote>
      <div className="flex flex-wrap items-center gap-2">
        <Input
          type="search"
          aria-label={texts.search}
          placeholder={texts.search}
          value={search}
          onChange={({ target }) => narrow("search", target.value)}
          fit="compact"
          className="w-full max-w-sm"
        />
        <Filter label={texts.columns.kind} all={texts.anyKind} names={sharedTexts.kinds} value={kind} onChange={(value) => narrow("kind", value)} />
        <Filter label={texts.columns.source} all={texts.anySource} names={texts.sources} value={source} onChange={(value) => narrow("source", value)} />
      </div>
      <ContractList search={settled} kind={kind} source={source} />
    </div>
  );
};

ContractsPage.asks = [ContractLibraryDocument];
