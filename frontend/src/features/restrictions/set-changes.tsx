import { Section } from "@/components/ui/card";
import { SideBySide } from "@/components/ui/side-by-side";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { RestrictionSetChangesDocument, type RestrictionSetChangesQuery } from "./restrictions.generated";
import { texts } from "./texts";

type Changes = RestrictionSetChangesQuery["restrictionSetChanges"];

const linesOf = ({ added, removed, changed, settings }: Changes): [string, string[]][] => {
  const names = (rules: Changes["added"]) => rules.map(({ id, name }) => `${id}: ${name}`);
  const lines: [string, string[]][] = [
    [texts.changes.added, names(added)],
    [texts.changes.removed, names(removed)],
    [texts.changes.changed, changed.map(({ after, fields }) => `${after.id}: ${after.name} (${fields.join(", ")})`)],
    [texts.changes.settings, settings],
  ];
  return lines.filter(([, items]) => items.length > 0);
};

const Summary = ({ changes }: { changes: Changes }) => {
  const lines = linesOf(changes);
  if (lines.length === 0) return <p className="text-[13px]">{texts.noChanges}</p>;
  return (
    <dl className="grid gap-2 text-[13px]">
      {lines.map(([title, items]) => (
        <div key={title}>
          <dt className="text-ink-muted">{title}</dt>
          {items.map((item) => (
            <dd key={item}>{item}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
};

/** What one version changed against another: rule by rule, then both documents side by side. */
export const SetChanges = ({ before, after }: { before: string; after: string }) => {
  const { data, error, refetch } = useQuery(RestrictionSetChangesDocument, { variables: { before, after } });
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-24"]} />;
  const { before: first, after: second, restrictionSetChanges } = data;
  if (first?.__typename !== "RestrictionSet" || second?.__typename !== "RestrictionSet") return null;
  const title = texts.changesTitle(first.version, second.version);
  return (
    <Section title={title}>
      <Summary changes={restrictionSetChanges} />
      <SideBySide left={first.document} right={second.document} leftTitle={first.version} rightTitle={second.version} label={texts.bothDocuments(first.version, second.version)} />
    </Section>
  );
};
