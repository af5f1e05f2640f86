import { useState } from "react";
import { useLocation } from "react-router";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { usePrinting } from "@/shared/printing";
import { type Rule, RuleCard, ruleAnchor } from "./rule-card";
import { texts } from "./texts";

/** So many rules are read from top to bottom; more are a list to choose from. */
const READ_AT_ONCE = 10;

/** Which rules are open: all of a few, else those that were opened, and the one that the address names. */
const useOpened = (rules: readonly Rule[]) => {
  const named = decodeURIComponent(useLocation().hash.slice(1));
  const [followed, setFollowed] = useState("");
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(rules.length <= READ_AT_ONCE ? rules.map(({ id }) => id) : []));
  if (named !== followed) {
    setFollowed(named);
    const rule = rules.find(({ id }) => ruleAnchor(id) === named);
    if (rule) setOpened(new Set([...opened, rule.id]));
  }
  return { named, opened, setOpened };
};

/** A set's rules, each to be opened; on paper all are. */
export const RuleList = ({ rules }: { rules: readonly Rule[] }) => {
  const { named, opened, setOpened } = useOpened(rules);
  const isPrinting = usePrinting();
  const areAllOpen = rules.every(({ id }) => opened.has(id));
  const toggle = (id: string) => setOpened(new Set(opened.has(id) ? [...opened].filter((other) => other !== id) : [...opened, id]));
  return (
    <Section
      title={texts.rulesTitle}
      note={texts.rules(rules.length)}
      actions={
        rules.length > 1 && (
          <Button variant="ghost" size="small" onClick={() => setOpened(new Set(areAllOpen ? [] : rules.map(({ id }) => id)))}>
            {areAllOpen ? texts.closeAll : texts.openAll}
          </Button>
        )
      }
    >
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {rules.map((rule) => (
          <RuleCard key={rule.id} rule={rule} isNamed={ruleAnchor(rule.id) === named} isOpen={isPrinting || opened.has(rule.id)} onToggle={() => toggle(rule.id)} />
        ))}
      </ul>
    </Section>
  );
};
