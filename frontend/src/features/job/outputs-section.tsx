import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Choice } from "@/components/ui/choice";
import { Code } from "@/components/ui/code";
import { formatCount, formatPercent } from "@/shared/format";
import { usePrinting } from "@/shared/printing";
import { type Dot, formName } from "./forms";
import type { JobReportFragment } from "./job.generated";
import { FormSign, PassSign, RunDot } from "./run-dot";
import { texts } from "./texts";
import { type Grouping, useGrouping } from "./view-state";
import { type BehaviourClass, Witnesses } from "./witnesses";

type Result = NonNullable<JobReportFragment["result"]>;
type OutputForm = Result["canonicalForms"][number] | Result["behaviourClasses"][number];

const GROUPINGS = [
  ["form", texts.outputs.groupings.form],
  ["behaviour", texts.outputs.groupings.behaviour],
] as const;
const SHOWN_AT_FIRST = 8;
const FOLDED_LINES = 8;
const DOTS_AT_FIRST = 60;
const DOTS_MORE = 300;

const FoldedCode = ({ text, label }: { text: string; label: string }) => {
  const [isOpen, setIsOpen] = useState(false);
  const isPrinting = usePrinting();
  const lines = text.split("\n");
  const isLong = lines.length > FOLDED_LINES + 2;
  return (
    <div className="grid min-w-0 justify-items-start gap-1">
      <Code text={isLong && !isOpen && !isPrinting ? lines.slice(0, FOLDED_LINES).join("\n") : text} label={label} className="w-full" />
      {isLong && (
        <Button variant="ghost" size="small" className="print:hidden" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? texts.outputs.collapse : texts.outputs.expand}
        </Button>
      )}
    </div>
  );
};

type FormProps = { form: OutputForm | BehaviourClass; rank: number; grouping: Grouping; dots: readonly Dot[]; numberOf: (classNumber: number) => string; onOpen: (runIndex: number) => void };

/** Behaviour classes are numbered, because letters and colours already name forms. */
const nameOf = (rank: number, grouping: Grouping): string =>
  grouping === "form" ? texts.outputs.form(formName(rank)) : texts.outputs.behaviour(formatCount(rank + 1));

const Share = ({ form, rank, grouping, total }: Pick<FormProps, "form" | "rank" | "grouping"> & { total: number }) => (
  <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
    {grouping === "form" && <FormSign rank={rank} passed={form.passesOracle} />}
    <h3 className="text-[13px] font-semibold">{nameOf(rank, grouping)}</h3>
    <span className="text-[13px] text-ink-muted tabular-nums">
      {texts.outputs.count(form.size, total)} · {formatPercent(form.share)}
    </span>
    {form.isAnchor && (
      <Badge tone="accent" title={texts.outputs.anchorMeaning}>
        {texts.outputs.anchor}
      </Badge>
    )}
    {form.passesOracle !== null && (
      <Badge tone={form.passesOracle ? "good" : "bad"}>
        <PassSign passed={form.passesOracle} />
        {form.passesOracle ? texts.outputs.passes : texts.outputs.fails}
      </Badge>
    )}
  </div>
);

const FormCard = ({ form, rank, grouping, dots, numberOf, onOpen }: FormProps) => {
  const [chosenDots, setChosenDots] = useState(DOTS_AT_FIRST);
  const shownDots = usePrinting() ? form.runIndexes.length : chosenDots;
  return (
  <Card className="grid min-w-0 break-inside-avoid gap-4 p-4 @2xl:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
    <div className="grid content-start gap-3">
      <Share form={form} rank={rank} grouping={grouping} total={dots.length} />
      <div className="flex flex-wrap gap-1.5">
        {form.runIndexes.slice(0, shownDots).map((runIndex) => {
          const dot = dots[runIndex];
          return dot && <RunDot key={runIndex} dot={dot} onOpen={onOpen} isNumbered={grouping === "form"} />;
        })}
        {form.runIndexes.length > shownDots && (
          <Button variant="ghost" size="small" onClick={() => setChosenDots(chosenDots + DOTS_MORE)}>
            {texts.outputs.moreDots(form.runIndexes.length - shownDots)}
          </Button>
        )}
      </div>
    </div>
    <div className="grid min-w-0 content-start gap-3">
    {"witnesses" in form && <Witnesses of={form} numberOf={numberOf} />}
    <FoldedCode text={form.exampleOutput} label={`${nameOf(rank, grouping)}: ${texts.outputs.example}`} />
    </div>
  </Card>
  );
};

const firstRun = ({ runIndexes }: OutputForm): number => Math.min(...runIndexes);

type OutputsProps = {
  forms: readonly OutputForm[];
  behaviourClasses: readonly BehaviourClass[];
  dots: readonly Dot[];
  onOpen: (runIndex: number) => void;
};

const note = (count: number, grouping: Grouping): string => {
  if (count === 0) return texts.outputs.empty;
  return grouping === "form" ? texts.outputs.note(count) : texts.outputs.behaviours(count);
};

/** Every distinct output or behaviour once, the most frequent first, with all the runs that gave it. */
export const OutputsSection = ({ forms, behaviourClasses, dots, onOpen }: OutputsProps) => {
  const [isComplete, setIsComplete] = useState(false);
  const { grouping, groupBy } = useGrouping();
  const groups: readonly (OutputForm | BehaviourClass)[] = grouping === "form" ? forms : behaviourClasses;
  const ordered = groups.toSorted((one, other) => other.size - one.size || firstRun(one) - firstRun(other));
  // Classes are called by their place in the list, wherever they are named.
  const numberOf = (classNumber: number) => nameOf(ordered.findIndex((group) => "number" in group && group.number === classNumber), "behaviour");
  const isPrinting = usePrinting();
  const shown = isComplete || isPrinting ? ordered : ordered.slice(0, SHOWN_AT_FIRST);
  return (
    <Section
      className="@container"
      title={texts.outputs.title}
      note={note(groups.length, grouping)}
      actions={behaviourClasses.length > 0 && !isPrinting && <Choice label={texts.outputs.grouping} options={GROUPINGS} value={grouping} onChoose={groupBy} />}
    >
      {shown.map((form, rank) => (
        <FormCard key={form.key} form={form} rank={rank} grouping={grouping} dots={dots} numberOf={numberOf} onOpen={onOpen} />
      ))}
      {shown.length < ordered.length && (
        <Button size="small" className="justify-self-start" onClick={() => setIsComplete(true)}>
          {texts.outputs.more(ordered.length - shown.length)}
        </Button>
      )}
    </Section>
  );
};
