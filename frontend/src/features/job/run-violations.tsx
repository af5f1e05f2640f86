import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import type { RunNode } from "./run-detail";
import { texts } from "./texts";

/** Where this answer breaks a rule, with the line that does it. */
export const RunViolations = ({ violations }: { violations: RunNode["violations"] }) =>
  violations.length === 0 ? (
    <p className="text-[13px] text-ink-muted">{texts.run.noViolations}</p>
  ) : (
    <ul className="grid gap-4">
      {violations.map((violation) => (
        <li key={`${violation.setId}/${violation.ruleId}:${violation.line}:${violation.column}`} className="grid min-w-0 gap-2">
          <div className="flex flex-wrap items-center gap-2 text-[13px]">
            <Badge tone={violation.severity === "MANDATORY" ? "bad" : violation.severity === "REQUIRED" ? "warn" : "neutral"}>
              {texts.rules.severities[violation.severity]}
            </Badge>
            <span className="font-medium">{violation.message}</span>
          </div>
          <p className="font-mono text-xs text-ink-muted">
            {violation.setId} / {violation.ruleId} · {texts.run.line(violation.line)}
          </p>
          {violation.excerpt && <Code text={violation.excerpt} label={violation.message} firstLine={violation.line} />}
        </li>
      ))}
    </ul>
  );
