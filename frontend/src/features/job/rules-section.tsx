import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Choice } from "@/components/ui/choice";
import { usePrinting } from "@/shared/printing";
import { AnchorPlaces } from "./anchor-places";
import type { Dot } from "./forms";
import { ManualRules } from "./manual-rules";
import { RuleMatrix } from "./rule-matrix";
import { type Rule, sortedRules } from "./rules";
import { texts } from "./texts";

type RulesProps = { rules: readonly Rule[]; dots: readonly Dot[]; onOpen: (runIndex: number) => void };
type Scope = "broken" | "all";

/** So many runs stand side by side on paper, where nothing scrolls; the next ones stand beneath. */
const RUNS_ACROSS = 20;

const sheetsOf = (runIndexes: readonly number[]): number[][] =>
  Array.from({ length: Math.ceil(runIndexes.length / RUNS_ACROSS) }, (_, sheet) => runIndexes.slice(sheet * RUNS_ACROSS, (sheet + 1) * RUNS_ACROSS));

/** Every rule of the job's restriction sets against every answer; what only a person can judge is listed with the reason. */
export const RulesSection = ({ rules, dots, onOpen }: RulesProps) => {
  const { broken, kept, manual } = sortedRules(rules);
  const [chosen, setChosen] = useState<Scope>("broken");
  const isPrinting = usePrinting();
  const areFolded = broken.length === 0 && chosen === "broken" && !isPrinting;
  const scope = broken.length === 0 ? "all" : chosen;
  if (rules.length === 0) return null;
  const answered = dots.filter(({ state }) => state.kind === "analysed" || state.kind === "generated").map(({ runIndex }) => runIndex);
  const runIds = new Map(dots.flatMap(({ runIndex, runId }) => (runId ? [[runIndex, runId] as const] : [])));
  const options = [
    ["broken", texts.matrix.brokenOnly(broken.length)],
    ["all", texts.matrix.all(broken.length + kept.length)],
  ] as const;
  return (
    <Section
      title={texts.rules.title}
      note={texts.rules.note(broken.length, broken.length + kept.length)}
      actions={broken.length > 0 && kept.length > 0 && !isPrinting && <Choice label={texts.matrix.scope} options={options} value={scope} onChoose={setChosen} />}
    >
      {areFolded && kept.length > 0 && (
        <Button size="small" className="justify-self-start" onClick={() => setChosen("all")}>
          {texts.rules.showKept(kept.length)}
        </Button>
      )}
      {!areFolded &&
        broken.length + kept.length > 0 &&
        (isPrinting ? sheetsOf(answered) : [answered]).map((runIndexes) => (
          <RuleMatrix key={runIndexes[0] ?? 0} rules={scope === "all" ? [...broken, ...kept] : broken} answered={runIndexes} runIds={runIds} onOpen={onOpen} />
        ))}
      <AnchorPlaces rules={rules} />
      <ManualRules rules={manual} />
    </Section>
  );
};
