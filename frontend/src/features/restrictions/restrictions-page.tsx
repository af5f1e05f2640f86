import { NetworkStatus } from "@apollo/client";
import { Plus, ShieldCheck } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { SkeletonPage } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { ViewerNote } from "@/components/ui/viewer-note";
import { useCanWrite } from "@/shared/apollo/use-can-write";
import { useQuery } from "@/shared/apollo/use-query";
import { paths } from "@/shared/paths";
import { texts as sharedTexts } from "@/shared/texts";
import { RestrictionSetsDocument, type RestrictionSetsQuery } from "./restrictions.generated";
import { groupsOf, groupsWith, type SetGroup } from "./set-groups";
import { SetRow } from "./set-row";
import { texts } from "./texts";
import { PageHeading } from "@/components/ui/page-heading";
import { headings } from "@/shared/headings";

const withMore = (previous: RestrictionSetsQuery, { fetchMoreResult }: { fetchMoreResult: RestrictionSetsQuery }): RestrictionSetsQuery => ({
  ...fetchMoreResult,
  restrictionSets: { ...fetchMoreResult.restrictionSets, edges: [...previous.restrictionSets.edges, ...fetchMoreResult.restrictionSets.edges] },
});

const SetTable = ({ groups, isSearch }: { groups: readonly SetGroup[]; isSearch: boolean }) => {
  if (groups.length === 0) {
    const { title, hint } = isSearch ? texts.noneFound : texts.none;
    return (
      <EmptyState icon={ShieldCheck} title={title}>
        {hint}
      </EmptyState>
    );
  }
  return (
    <Card className="overflow-hidden">
      <table className="w-full text-left text-[13px] max-md:block">
        <thead className="border-b border-line bg-sunken text-xs text-ink-muted max-md:sr-only">
          <tr>
            {Object.entries(texts.columns).map(([key, label]) => (
              <th key={key} scope="col" className="px-4 py-2 font-medium whitespace-nowrap">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-md:block">
          {groups.map((group) => (
            <SetRow key={group.key} group={group} />
          ))}
        </tbody>
      </table>
    </Card>
  );
};

const SetList = ({ search }: { search: string }) => {
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(RestrictionSetsDocument, {
    fetchPolicy: "cache-and-network",
    notifyOnNetworkStatusChange: true,
  });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-14", "h-14", "h-14", "h-14"]} />;
  const { edges, pageInfo } = data.restrictionSets;
  const groups = groupsWith(groupsOf(edges.map(({ node }) => node)), search);
  const isFetching = networkStatus === NetworkStatus.fetchMore;
  const handleMore = () => void fetchMore({ variables: { after: pageInfo.endCursor }, updateQuery: withMore });
  return (
    <div className="grid gap-3">
      <p role="status" className="text-xs text-ink-muted">
        {texts.found(groups.length)}
      </p>
      <SetTable groups={groups} isSearch={search !== ""} />
      {pageInfo.hasNextPage && (
        <Button className="justify-self-center" disabled={isFetching} onClick={handleMore}>
          {isFetching ? sharedTexts.loading : texts.more}
        </Button>
      )}
    </div>
  );
};

/** All restriction sets, those shipped with Skyt and the organization's own; the search stands in the address. */
export const RestrictionsPage = () => {
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.get("search") ?? "";
  const canWrite = useCanWrite();
  return (
    <div className="grid gap-6">
      <PageHeading {...headings.restrictions}>
        {canWrite && (
          <Button asChild variant="primary" size="small">
            <Link to={paths.newRestrictionSet.link()}>
              <Plus aria-hidden />
              {texts.editor.create}
            </Link>
          </Button>
        )}
      </PageHeading>
      <ViewerNote>{texts.viewerCannot}</ViewerNote>
      <Input
        type="search"
        aria-label={texts.search}
        placeholder={texts.search}
        value={search}
        onChange={({ target }) => setParameters(target.value ? { search: target.value } : {}, { replace: true })}
        className="max-w-md"
      />
      <SetList search={search} />
    </div>
  );
};

RestrictionsPage.asks = [RestrictionSetsDocument];
