import { useFragment } from "@apollo/client/react";
import { Card } from "@/components/ui/card";
import { useQuery } from "@/shared/apollo/use-query";
import { asSentences, inLocale } from "@/shared/format";
import { AgainstBeforeDocument, type AgainstBeforeQuery, JobStateFragmentDoc } from "./against-before.generated";
import { shownValue } from "./shown-value";
import { texts } from "./texts";
import { VerdictBadge } from "./verdict-badge";

type Brief = AgainstBeforeQuery["compareWithFirst"][number];

/** A change that fits in a line: not the hashes, which follow from the others. */
const isTold = ({ path, first, second }: Brief["configuration"][number]): boolean =>
  !/hash/.test(path) && shownValue(first).length + shownValue(second).length < 120;

const Changes = ({ configuration }: Pick<Brief, "configuration">) => {
  if (configuration.length === 0) return <p className="text-xs text-ink-muted">{texts.before.sameSettings}</p>;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-muted">
      {configuration.filter(isTold).map(({ path, first, second }) => (
        <li key={path} className="wrap-anywhere">
          {texts.before.setting(path)} <span className="font-mono text-ink">{shownValue(first)}</span> → <span className="font-mono text-ink">{shownValue(second)}</span>
        </li>
      ))}
    </ul>
  );
};

/** What a job that has just ended says against the one before it: the verdict, and what was set otherwise. Nothing while it runs. */
export const AgainstBefore = ({ beforeId, jobId }: { beforeId: string; jobId: string }) => {
  const { data: state, complete } = useFragment({ fragment: JobStateFragmentDoc, from: { __typename: "Job", id: jobId } });
  const hasEnded = complete && state.status === "COMPLETED";
  const { data } = useQuery(AgainstBeforeDocument, { variables: { ids: [beforeId, jobId] }, skip: !hasEnded });
  const comparison = data?.compareWithFirst[0];
  if (!comparison) return null;
  const { verdict, sentence, reasons, configuration } = comparison;
  return (
    <Card role="region" aria-label={texts.before.title} className="grid gap-2 p-4">
      <div className="flex flex-wrap items-center gap-2 text-[13px]">
        <h2 className="font-semibold">{texts.before.title}</h2>
        {verdict && <VerdictBadge verdict={verdict} />}
      </div>
      <p className="text-[13px] text-pretty">{inLocale(verdict ? sentence : asSentences(texts.refused, ...reasons))}</p>
      <Changes configuration={configuration} />
    </Card>
  );
};
