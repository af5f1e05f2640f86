import { Link, useSearchParams } from "react-router";
import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { Select } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { paths } from "@/shared/paths";
import { RestrictionSetVersionsDocument, type RestrictionSetVersionsQuery } from "./restrictions.generated";
import { texts } from "./texts";

type Version = RestrictionSetVersionsQuery["restrictionSets"]["edges"][number]["node"];

const VersionItem = ({ version, isShown }: { version: Version; isShown: boolean }) => (
  <li className="flex flex-wrap items-center gap-2 px-4 py-2 text-[13px]">
    {isShown ? (
      <span className="font-medium">{version.version}</span>
    ) : (
      <Link to={paths.restrictionSet.link(version.id)} className="font-medium text-accent underline">
        {version.version}
      </Link>
    )}
    {isShown && <Badge tone="accent">{texts.thisVersion}</Badge>}
    {version.deprecation && <Badge tone="warn">{texts.deprecated}</Badge>}
    <span className="ml-auto text-xs text-ink-muted">
      <Ago iso={version.createdAt} />
    </span>
  </li>
);

const CompareSelect = ({ others }: { others: readonly Version[] }) => {
  const [parameters, setParameters] = useSearchParams();
  return (
    <label className="flex items-center gap-2 text-[13px] print:hidden">
      {texts.compareWith}
      <Select
        fit="compact"
        value={parameters.get("against") ?? ""}
        onChange={({ target }) => setParameters(target.value ? { against: target.value } : {}, { replace: true })}
      >
        <option value="">{texts.nothingToCompare}</option>
        {others.map(({ id, version }) => (
          <option key={id} value={id}>
            {version}
          </option>
        ))}
      </Select>
    </label>
  );
};

type VersionsProps = { setId: string; name: string; source: Version["source"] };

/** All versions of a set, newest first, and the choice of one to compare with. */
export const SetVersions = ({ setId, name, source }: VersionsProps) => {
  const { data, error, refetch } = useQuery(RestrictionSetVersionsDocument, { variables: { name }, fetchPolicy: "cache-and-network" });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <Skeleton className="h-24" />;
  const versions = data.restrictionSets.edges
    .map(({ node }) => node)
    .filter((version) => version.source === source)
    .toReversed();
  const others = versions.filter(({ id }) => id !== setId);
  return (
    <Section title={texts.versionsTitle} actions={others.length > 0 && <CompareSelect others={others} />}>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {versions.map((version) => (
          <VersionItem key={version.id} version={version} isShown={version.id === setId} />
        ))}
      </ul>
      {others.length === 0 && <p className="text-xs text-ink-muted">{texts.onlyVersion}</p>}
    </Section>
  );
};
