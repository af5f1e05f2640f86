import { useParams, useSearchParams } from "react-router";
import { Section } from "@/components/ui/card";
import { Code, CodeLanguage } from "@/components/ui/code";
import { SkeletonPage } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useQuery } from "@/shared/apollo/use-query";
import { MissingSet } from "./missing-set";
import { RestrictionSetDetailDocument } from "./restrictions.generated";
import { RuleList } from "./rule-list";
import { SetChanges } from "./set-changes";
import { type DetailedSet, SetHeader } from "./set-header";
import { SetVersions } from "./set-versions";
import { texts } from "./texts";

const SetView = ({ set, canWrite }: { set: DetailedSet; canWrite: boolean }) => {
  const [parameters] = useSearchParams();
  const against = parameters.get("against");
  return (
    <div className="grid min-w-0 grid-cols-1 gap-8">
      <title>{`${set.title} · Skyt`}</title>
      <SetHeader set={set} canWrite={canWrite} />
      <SetVersions setId={set.id} name={set.name} source={set.source} />
      <CodeLanguage value="yaml">
        {against && <SetChanges before={against} after={set.id} />}
        <RuleList rules={set.rules} />
        <Section title={texts.document}>
          <Code text={set.document} label={texts.documentOf(set.title)} className="max-h-128" />
        </Section>
      </CodeLanguage>
    </div>
  );
};

/** One version of a restriction set: its rules, its other versions, and what changed between two of them. */
export const RestrictionSetPage = () => {
  const { restrictionSetId = "" } = useParams();
  const { data, error, refetch } = useQuery(RestrictionSetDetailDocument, { variables: { id: restrictionSetId } });
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <SkeletonPage blocks={["h-16", "h-24", "h-96"]} />;
  if (data.node?.__typename !== "RestrictionSet") return <MissingSet />;
  return <SetView key={data.node.id} set={data.node} canWrite={data.viewer?.role !== "VIEWER"} />;
};

RestrictionSetPage.asks = [RestrictionSetDetailDocument];
