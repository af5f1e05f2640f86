import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import { SEVERITY_TONES } from "./rule-head";
import type { RunEvidenceQuery } from "./rule-evidence.generated";
import { texts } from "./texts";

type Found = Extract<NonNullable<RunEvidenceQuery["node"]>, { __typename: "Run" }>["violations"][number];

/** The places of an anchor are never undecided, and do not say so. */
type Violation = Omit<Found, "isUndecided"> & Partial<Pick<Found, "isUndecided">>;

const ViolationItem = ({ violation }: { violation: Violation }) => (
  <li className="grid min-w-0 gap-2">
    <div className="flex flex-wrap items-center gap-2 text-[13px]">
      <Badge tone={SEVERITY_TONES[violation.severity]}>{texts.rules.severities[violation.severity]}</Badge>
      <span className="font-medium">{violation.message}</span>
    </div>
    <p className="font-mono text-xs text-ink-muted">
      {violation.setId} / {violation.ruleId} · {texts.run.line(violation.line)}
    </p>
    {violation.waiver && <p className="text-xs text-ink-muted">{texts.run.waiver(violation.waiver)}</p>}
    {violation.excerpt && <Code text={violation.excerpt} label={texts.run.excerpt(violation.message, violation.line)} firstLine={violation.line} />}
    {violation.suggestion && <p className="text-[13px] text-ink-muted">{violation.suggestion}</p>}
  </li>
);

const byMessage = (violations: readonly Violation[]): [string, Violation[]][] => {
  const groups = new Map<string, Violation[]>();
  for (const violation of violations) groups.set(violation.message, [...(groups.get(violation.message) ?? []), violation]);
  return [...groups];
};

/** Rules that could not be decided say the same of one answer: each reason once, with the rules that it holds for. */
const Undecided = ({ violations }: { violations: readonly Violation[] }) =>
  byMessage(violations).map(([message, of]) => (
    <div key={message} className="grid min-w-0 gap-1 text-[13px]">
      <p>
        <Badge tone="warn">{texts.run.undecided(of.length)}</Badge> {message}
      </p>
      <p className="font-mono text-xs break-words text-ink-muted">{of.map(({ setId, ruleId }) => `${setId} / ${ruleId}`).join(", ")}</p>
    </div>
  ));

/** Where this answer breaks a rule, with the line that does it, and which rules could not be decided for it. */
export const RunViolations = ({ violations }: { violations: readonly Violation[] }) => {
  const places = violations.filter(({ isUndecided }) => !isUndecided);
  if (violations.length === 0) return <p className="text-[13px] text-ink-muted">{texts.run.noViolations}</p>;
  return (
    <div className="grid gap-6">
      {places.length > 0 && (
        <ul className="grid gap-4">
          {places.map((violation) => (
            <ViolationItem key={`${violation.setId}/${violation.ruleId}:${violation.line}:${violation.column}`} violation={violation} />
          ))}
        </ul>
      )}
      <Undecided violations={violations.filter(({ isUndecided }) => isUndecided)} />
    </div>
  );
};
