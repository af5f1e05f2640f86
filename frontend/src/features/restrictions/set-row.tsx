import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/shared/cn";
import { formatList } from "@/shared/format";
import { paths } from "@/shared/paths";
import { texts as sharedTexts } from "@/shared/texts";
import type { SetGroup } from "./set-groups";
import { texts } from "./texts";

const Cell = ({ children, className }: { children: ReactNode; className?: string }) => (
  <td className={cn("align-top max-md:block md:px-4 md:py-3", className)}>{children}</td>
);

/** One set of the library in its newest version; the whole row leads to it. */
export const SetRow = ({ group: { newest, versions } }: { group: SetGroup }) => (
  <tr className="relative transition-colors hover:bg-hover max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-4 max-md:gap-y-1.5 max-md:px-4 max-md:py-3">
    <Cell className="max-md:col-span-2">
      <Link to={paths.restrictionSet.link(newest.id)} className="font-medium wrap-anywhere after:absolute after:inset-0">
        {newest.title}
      </Link>{" "}
      {newest.deprecation && <Badge tone="warn">{texts.deprecated}</Badge>}
      <div className="text-xs wrap-anywhere text-ink-muted">
        {newest.name} · {newest.version}
      </div>
      <div className="line-clamp-2 max-w-xl text-xs text-ink-muted">{newest.description}</div>
    </Cell>
    <Cell className="whitespace-nowrap">{texts.sources[newest.source]}</Cell>
    <Cell>{formatList(newest.kinds.map((kind) => sharedTexts.kinds[kind]))}</Cell>
    <Cell className="whitespace-nowrap tabular-nums">{texts.rules(newest.rules.length)}</Cell>
    <Cell className="whitespace-nowrap tabular-nums">{texts.versions(versions)}</Cell>
  </tr>
);
