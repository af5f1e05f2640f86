import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import { SEVERITY_TONES } from "./rule-head";
import type { RunEvidenceQuery } from "./rule-evidence.generated";
import { texts } from "./texts";

type Violation = Extract<NonNullable<RunEvidenceQuery["node"]>, { __typename: "Run" }>["violations"][number];

/** Where this answer breaks a rule, with the line that does it. */
export const RunViolations = ({ violations }: { violations: readonly Violation[] }) =>
  violations.length === 0 ? (
    <p className="text-[13px] text-ink-muted">{texts.run.noViolations}</p>
  ) : (
    <ul className="grid gap-4">
      {violations.map((violation) => (
        <li key={`${violation.setId}/${violation.ruleId}:${violation.line}:${violation.column}`} className="grid min-w-0 gap-2">
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
      ))}
    </ul>
  );
