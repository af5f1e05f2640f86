import { TrendingDown, TrendingUp } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { texts } from "./texts";

/** The rules that are kept less or more often than before, beyond noise. */
export const RuleChanges = ({ worse, better }: { worse: readonly string[]; better: readonly string[] }) => (
  <Section title={texts.rules.title} note={worse.length + better.length === 0 ? texts.rules.none : undefined}>
    {worse.length + better.length > 0 && (
      <Card>
        <ul className="divide-y divide-line text-[13px]">
          {[...worse.map((rule) => ({ rule, isWorse: true })), ...better.map((rule) => ({ rule, isWorse: false }))].map(({ rule, isWorse }) => (
            <li key={rule} className="flex flex-wrap items-center gap-3 px-4 py-2">
              <Badge tone={isWorse ? "bad" : "good"}>
                {isWorse ? <TrendingDown aria-hidden /> : <TrendingUp aria-hidden />}
                {isWorse ? texts.rules.worse : texts.rules.better}
              </Badge>
              <span className="font-mono text-xs break-all">{rule}</span>
            </li>
          ))}
        </ul>
      </Card>
    )}
  </Section>
);
