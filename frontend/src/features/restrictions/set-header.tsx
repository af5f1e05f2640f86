import { useState } from "react";
import { Link } from "react-router";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { formatList, formatMoment } from "@/shared/format";
import { paths } from "@/shared/paths";
import { texts as sharedTexts } from "@/shared/texts";
import { DeprecateForm } from "./deprecate-form";
import type { RestrictionSetDetailQuery } from "./restrictions.generated";
import { Reference } from "./reference";
import { texts } from "./texts";

export type DetailedSet = Extract<RestrictionSetDetailQuery["node"], { __typename: "RestrictionSet" }>;

const Facts = ({ set }: { set: DetailedSet }) => (
  <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-[13px] [&_dt]:text-ink-muted">
    {set.authority && (
      <>
        <dt>{texts.authority}</dt>
        <dd>{set.authority}</dd>
      </>
    )}
    {set.reference && (
      <>
        <dt>{texts.reference}</dt>
        <dd>
          <Reference text={set.reference} />
        </dd>
      </>
    )}
    {set.languages.length > 0 && (
      <>
        <dt>{texts.languages}</dt>
        <dd>{formatList(set.languages)}</dd>
      </>
    )}
    <dt>{texts.created}</dt>
    <dd>{formatMoment(set.createdAt)}</dd>
    <dt>{texts.hash}</dt>
    <dd className="font-mono text-xs break-all">{set.contentHash}</dd>
  </dl>
);

/** What a set is and where it comes from, and what its reader may do with it. */
export const SetHeader = ({ set, canWrite }: { set: DetailedSet; canWrite: boolean }) => {
  const [isDeprecating, setIsDeprecating] = useState(false);
  const isOwn = set.source === "USER";
  return (
    <header className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="mr-auto text-xl font-semibold tracking-tight">{set.title}</h1>
        <Button asChild size="small">
          <Link to={paths.newRestrictionSet.link(set.id)}>{canWrite ? texts.editor.copy : texts.editor.tryIt}</Link>
        </Button>
        {isOwn && canWrite && (
          <Button asChild size="small" variant="primary">
            <Link to={paths.newRestrictionSetVersion.link(set.id)}>{texts.editor.newVersion}</Link>
          </Button>
        )}
        {isOwn && canWrite && !set.deprecation && !isDeprecating && (
          <Button size="small" onClick={() => setIsDeprecating(true)}>
            {texts.deprecate.open}
          </Button>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Badge>
          {set.name} · {set.version}
        </Badge>
        <Badge>{texts.sources[set.source]}</Badge>
        {set.kinds.map((kind) => (
          <Badge key={kind}>{sharedTexts.kinds[kind]}</Badge>
        ))}
      </div>
      {!canWrite && <Notice tone="info">{texts.viewerCannot}</Notice>}
      {set.deprecation && <Notice tone="sample">{texts.deprecatedBecause(set.deprecation)}</Notice>}
      {isDeprecating && !set.deprecation && <DeprecateForm setId={set.id} onClose={() => setIsDeprecating(false)} />}
      <p className="max-w-3xl text-[13px]">{set.description}</p>
      <Facts set={set} />
    </header>
  );
};
