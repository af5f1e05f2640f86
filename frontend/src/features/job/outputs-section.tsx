import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import { formatPercent } from "@/shared/format";
import { type Dot, formName } from "./forms";
import type { JobReportFragment } from "./job.generated";
import { FormSign, PassSign, RunDot } from "./run-dot";
import { texts } from "./texts";

type OutputForm = NonNullable<JobReportFragment["result"]>["canonicalForms"][number];

const SHOWN_AT_FIRST = 8;
const FOLDED_LINES = 8;

const FoldedCode = ({ text, label }: { text: string; label: string }) => {
  const [isOpen, setIsOpen] = useState(false);
  const lines = text.split("\n");
  const isLong = lines.length > FOLDED_LINES + 2;
  return (
    <div className="grid min-w-0 justify-items-start gap-1">
      <Code text={isLong && !isOpen ? lines.slice(0, FOLDED_LINES).join("\n") : text} label={label} className="w-full" />
      {isLong && (
        <Button variant="ghost" size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? texts.outputs.collapse : texts.outputs.expand}
        </Button>
      )}
    </div>
  );
};

type FormProps = { form: OutputForm; rank: number; dots: readonly Dot[]; onOpen: (runIndex: number) => void };

const Share = ({ form, rank, total }: { form: OutputForm; rank: number; total: number }) => (
  <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
    <FormSign rank={rank} passed={form.passesOracle} />
    <h3 className="text-[13px] font-semibold">{texts.outputs.form(formName(rank))}</h3>
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

const FormCard = ({ form, rank, dots, onOpen }: FormProps) => (
  <Card className="grid min-w-0 gap-4 p-4 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
    <div className="grid content-start gap-3">
      <Share form={form} rank={rank} total={dots.length} />
      <div className="flex flex-wrap gap-1.5">
        {form.runIndexes.map((runIndex) => {
          const dot = dots[runIndex];
          return dot && <RunDot key={runIndex} dot={dot} onOpen={onOpen} isNumbered />;
        })}
      </div>
    </div>
    <FoldedCode text={form.exampleOutput} label={`${texts.outputs.form(formName(rank))}: ${texts.outputs.example}`} />
  </Card>
);

const firstRun = ({ runIndexes }: OutputForm): number => Math.min(...runIndexes);

type OutputsProps = { forms: readonly OutputForm[]; dots: readonly Dot[]; onOpen: (runIndex: number) => void };

/** Every distinct output once, the most frequent first, with all the runs that gave it. */
export const OutputsSection = ({ forms, dots, onOpen }: OutputsProps) => {
  const [isComplete, setIsComplete] = useState(false);
  const ordered = forms.toSorted((one, other) => other.size - one.size || firstRun(one) - firstRun(other));
  const shown = isComplete ? ordered : ordered.slice(0, SHOWN_AT_FIRST);
  return (
    <Section title={texts.outputs.title} note={forms.length > 0 ? texts.outputs.note(forms.length) : texts.outputs.empty}>
      {shown.map((form, rank) => (
        <FormCard key={form.key} form={form} rank={rank} dots={dots} onOpen={onOpen} />
      ))}
      {shown.length < ordered.length && (
        <Button size="small" className="justify-self-start" onClick={() => setIsComplete(true)}>
          {texts.outputs.more(ordered.length - shown.length)}
        </Button>
      )}
    </Section>
  );
};
