import { Card } from "@/components/ui/card";
import type { Rule } from "./rules";
import { RunViolations } from "./run-violations";
import { texts } from "./texts";

/** Where the anchor itself breaks a rule: answers that are repaired to it share these places. */
export const AnchorPlaces = ({ rules }: { rules: readonly Rule[] }) => {
  const broken = rules.filter(({ anchorPlaces }) => anchorPlaces.length > 0);
  return (
    broken.length > 0 && (
      <Card>
        <details>
          <summary className="px-4 py-2.5 text-[13px] font-medium">{texts.rules.anchor(broken.length)}</summary>
          <div className="border-t border-line p-4">
            <RunViolations violations={broken.flatMap(({ anchorPlaces }) => anchorPlaces)} />
          </div>
        </details>
      </Card>
    )
  );
};
