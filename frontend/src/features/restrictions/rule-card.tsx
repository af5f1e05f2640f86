import { ChevronRight } from "lucide-react";
import { type ComponentProps, type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import { Link } from "react-router";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { cn } from "@/shared/cn";
import { formatList } from "@/shared/format";
import { texts as sharedTexts } from "@/shared/texts";
import { Parameters } from "./parameters";
import { Reference } from "./reference";
import type { RuleDetailFragment } from "./restrictions.generated";
import { texts } from "./texts";

const TONES: Record<RuleDetailFragment["severity"], BadgeTone> = { MANDATORY: "bad", REQUIRED: "warn", ADVISORY: "neutral" };

export type Rule = Omit<RuleDetailFragment, " $fragmentName">;

const Decision = ({ rule: { detector, manualReason, ...rule } }: { rule: Rule }) => {
  const parameters = rule.parameters as ComponentProps<typeof Parameters>["of"];
  if (!detector) {
    return (
      <p>
        <span className="text-ink-muted">{texts.byHand}</span> {manualReason}
      </p>
    );
  }
  return (
    <div className="grid gap-1">
      <p className="wrap-anywhere">
        <span className="text-ink-muted">{texts.decidedBy}</span> <code className="font-mono text-xs">{detector}</code>
        {Object.keys(parameters).length > 0 && <span className="text-ink-muted"> {texts.parameters}</span>}
      </p>
      {Object.keys(parameters).length > 0 && (
        <div className="border-l-2 border-line pl-3">
          <Parameters of={parameters} />
        </div>
      )}
    </div>
  );
};

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <span className="text-ink-muted">{title}:</span> {children}
  </div>
);

const exceptionText = ({ reason, expires, contracts }: Rule["exceptions"][number]): string =>
  [texts.exception(reason, expires), contracts.length > 0 && texts.exceptionFor(formatList(contracts))].filter(Boolean).join(" ");

/** Where a rule stands on the page of its set. */
export const ruleAnchor = (id: string): string => `rule-${id}`;

type RuleCardProps = { rule: Rule; isOpen: boolean; isNamed: boolean; onToggle: () => void };

const Words = ({ rule }: { rule: Rule }) => (
  <div className="grid grid-cols-1 gap-2 pt-2 pl-6 max-sm:pl-0">
    <p>{rule.description}</p>
    {rule.rationale && <Part title={texts.rationale}>{rule.rationale}</Part>}
    {rule.suggestion && <Part title={texts.suggestion}>{rule.suggestion}</Part>}
    <Decision rule={rule} />
    {rule.references.length > 0 && (
      <Part title={texts.references}>
        {rule.references.map((reference, place) => (
          <span key={reference}>
            {place > 0 && "; "}
            <Reference text={reference} />
          </span>
        ))}
      </Part>
    )}
    {rule.exceptions.length > 0 && <Part title={texts.exceptions}>{rule.exceptions.map(exceptionText).join("; ")}</Part>}
    <p>
      <Link to={`#${ruleAnchor(rule.id)}`} className="text-xs text-ink-muted underline underline-offset-2 hover:text-ink print:hidden">
        {texts.linkToRule}
      </Link>
    </p>
  </div>
);

/** One rule: what it asks for, how much it weighs, who decides it and what it rests on; folded, its name and weight. */
export const RuleCard = ({ rule, isOpen, isNamed, onToggle }: RuleCardProps) => {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isNamed) item.current?.scrollIntoView({ block: "start" });
  }, [isNamed]);
  const handleClick = (event: MouseEvent) => {
    event.preventDefault();
    onToggle();
  };
  return (
    <li ref={item} id={ruleAnchor(rule.id)} className={cn("scroll-mt-16 px-4 py-2.5 text-[13px]", isNamed && "bg-accent-soft/40")}>
      <details open={isOpen} className="group">
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- a summary is pressed by keys too */}
        <summary onClick={handleClick} className="flex list-none gap-x-2 [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-muted transition-transform group-open:rotate-90 print:hidden" />
          <div className="flex min-w-0 grow flex-wrap items-center gap-x-2 gap-y-1">
            <h3 className="mr-auto min-w-0 font-medium wrap-anywhere">
              {rule.name} <code className="font-mono text-xs font-normal text-ink-muted">{rule.id}</code>
            </h3>
            {rule.kinds.map((kind) => (
              <Badge key={kind}>{sharedTexts.kinds[kind]}</Badge>
            ))}
            {rule.category && <Badge>{rule.category}</Badge>}
            <Badge tone={TONES[rule.severity]}>{texts.severities[rule.severity]}</Badge>
          </div>
        </summary>
        {isOpen && <Words rule={rule} />}
      </details>
    </li>
  );
};
