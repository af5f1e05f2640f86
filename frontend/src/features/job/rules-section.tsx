import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Choice } from "@/components/ui/choice";
import { Skeleton } from "@/components/ui/skeleton";
import { usePrinting } from "@/shared/printing";
import { AnchorPlaces } from "./anchor-places";
import type { Dot } from "./forms";
import { ManualRules } from "./manual-rules";
import { RuleMatrix } from "./rule-matrix";
import { type Rule, sortedRules } from "./rules";
import { texts } from "./texts";

const RuleExplanation = lazy(async () => ({ default: (await import("./rule-explanation")).RuleExplanation }));

type RulesProps = { jobId: string; rules: readonly Rule[]; dots: readonly Dot[]; onOpen: (runIndex: number) => void };
type Scope = "broken" | "all";

/** So many runs stand side by side on paper, where nothing scrolls; the next ones stand beneath. */
const RUNS_ACROSS = 20;

/** So many runs are printed; of more, those that do not keep every rule come before the others. */
const RUNS_PRINTED = 100;

const printedOf = (answered: readonly number[], rules: readonly Rule[]): readonly number[] => {
  if (answered.length <= RUNS_PRINTED) return answered;
  const broken = new Set(rules.flatMap(({ breakingRuns, undecidedRuns, waivedRuns }) => [...breakingRuns, ...undecidedRuns, ...waivedRuns]));
  const chosen = [...answered.filter((run) => broken.has(run)), ...answered.filter((run) => !broken.has(run))].slice(0, RUNS_PRINTED);
  return chosen.toSorted((one, other) => one - other);
};

const sheetsOf = (runIndexes: readonly number[]): number[][] =>
  Array.from({ length: Math.ceil(runIndexes.length / RUNS_ACROSS) }, (_, sheet) => runIndexes.slice(sheet * RUNS_ACROSS, (sheet + 1) * RUNS_ACROSS));

/** Every rule of the job's restriction sets against every answer; what only a person can judge is listed with the reason. */
export const RulesSection = ({ jobId, rules, dots, onOpen }: RulesProps) => {
  const { broken, kept, manual } = sortedRules(rules);
  const [chosen, setChosen] = useState<Scope>("broken");
  const isPrinting = usePrinting();
  const areFolded = broken.length === 0 && chosen === "broken" && !isPrinting;
  const scope = broken.length === 0 ? "all" : chosen;
  if (rules.length === 0) return null;
  const answered = dots.filter(({ state }) => state.kind === "analysed" || state.kind === "generated").map(({ runIndex }) => runIndex);
  const runIds = new Map(dots.flatMap(({ runIndex, runId }) => (runId ? [[runIndex, runId] as const] : [])));
  const explain = (rule: Rule) => (
    <Suspense fallback={<Skeleton className="h-24 w-60" />}>
      <RuleExplanation rule={rule} jobId={jobId} />
    </Suspense>
  );
  const options = [
    ["broken", texts.matrix.brokenOnly(broken.length)],
    ["all", texts.matrix.all(broken.length + kept.length)],
  ] as const;
  return (
    <Section
      title={texts.rules.title}
      note={texts.rules.note(broken.length, broken.length + kept.length, rules.filter(({ undecidedRuns }) => undecidedRuns.length > 0).length)}
      actions={broken.length > 0 && kept.length > 0 && !isPrinting && <Choice label={texts.matrix.scope} options={options} value={scope} onChoose={setChosen} />}
    >
      {areFolded && kept.length > 0 && (
        <Button size="small" className="justify-self-start" onClick={() => setChosen("all")}>
          {texts.rules.showKept(kept.length)}
        </Button>
      )}
      {!areFolded &&
        broken.length + kept.length > 0 &&
        (isPrinting ? sheetsOf(printedOf(answered, rules)) : [answered]).map((runIndexes) => (
          <RuleMatrix key={runIndexes[0] ?? 0} explain={explain} rules={scope === "all" ? [...broken, ...kept] : broken} answered={runIndexes} runIds={runIds} onOpen={onOpen} />
        ))}
      {isPrinting && answered.length > RUNS_PRINTED && <p className="text-xs text-ink-muted">{texts.rules.printed(RUNS_PRINTED, answered.length)}</p>}
      <AnchorPlaces rules={rules} />
      <ManualRules rules={manual} />
    </Section>
  );
};
