import { Card } from "@/components/ui/card";
import type { Rule } from "./rules";
import { texts } from "./texts";

/** The rules that no program decides, each with the reason. */
export const ManualRules = ({ rules }: { rules: readonly Rule[] }) =>
  rules.length > 0 && (
    <Card>
      <details>
        <summary className="px-4 py-2.5 text-[13px] font-medium">{texts.rules.manual(rules.length)}</summary>
        <ul className="divide-y divide-line border-t border-line text-[13px]">
          {rules.map((rule) => (
            <li key={`${rule.setId}/${rule.ruleId}`} className="px-4 py-2">
              <span className="font-medium">{rule.name}</span> <span className="text-ink-muted">{rule.manualReason}</span>
            </li>
          ))}
        </ul>
      </details>
    </Card>
  );
