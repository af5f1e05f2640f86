import type { ReactNode } from "react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { formatList } from "@/shared/format";
import { texts as sharedTexts } from "@/shared/texts";
import type { RuleDetailFragment } from "./restrictions.generated";
import { texts } from "./texts";

const TONES: Record<RuleDetailFragment["severity"], BadgeTone> = { MANDATORY: "bad", REQUIRED: "warn", ADVISORY: "neutral" };

type Rule = Omit<RuleDetailFragment, " $fragmentName">;

const Decision = ({ rule: { detector, parameters, manualReason } }: { rule: Rule }) => {
  if (!detector) {
    return (
      <p>
        <span className="text-ink-muted">{texts.byHand}</span> {manualReason}
      </p>
    );
  }
  const settings = JSON.stringify(parameters);
  return (
    <p className="wrap-anywhere">
      <span className="text-ink-muted">{texts.decidedBy}</span> <code className="font-mono text-xs">{detector}</code>
      {settings !== "{}" && (
        <>
          {" "}
          <span className="text-ink-muted">{texts.parameters}</span> <code className="font-mono text-xs">{settings}</code>
        </>
      )}
    </p>
  );
};

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <span className="text-ink-muted">{title}:</span> {children}
  </div>
);

const exceptionText = ({ reason, expires, contracts }: Rule["exceptions"][number]): string =>
  [texts.exception(reason, expires), contracts.length > 0 && texts.exceptionFor(formatList(contracts))].filter(Boolean).join(" ");

const isAddress = (text: string): boolean => /^https?:\/\/\S+$/.test(text);

/** A reference as it is written; a web address leads there. */
export const Reference = ({ text }: { text: string }) =>
  isAddress(text) ? (
    <a href={text} rel="noreferrer" target="_blank" className="break-all text-accent underline">
      {text}
    </a>
  ) : (
    text
  );

/** One rule: what it asks for, how much it weighs, who decides it and what it rests on. */
export const RuleCard = ({ rule }: { rule: Rule }) => (
  <li className="grid grid-cols-1 gap-2 px-4 py-3 text-[13px]">
    <div className="flex flex-wrap items-center gap-2">
      <h3 className="mr-auto font-medium">
        {rule.name} <code className="font-mono text-xs font-normal text-ink-muted">{rule.id}</code>
      </h3>
      {rule.kinds.map((kind) => (
        <Badge key={kind}>{sharedTexts.kinds[kind]}</Badge>
      ))}
      {rule.category && <Badge>{rule.category}</Badge>}
      <Badge tone={TONES[rule.severity]}>{texts.severities[rule.severity]}</Badge>
    </div>
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
  </li>
);
