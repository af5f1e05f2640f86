import { Minus, Plus } from "lucide-react";
import { Link } from "react-router";
import { Card, Section } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import { cn } from "@/shared/cn";
import { paths } from "@/shared/paths";
import type { ChangedClassFragment } from "./compare.generated";
import { texts } from "./texts";

type Words = typeof texts.behaviours | typeof texts.forms;

const WITNESSES_SHOWN = 3;
const CLASSES_SHOWN = 6;

type WitnessOf = ChangedClassFragment["witnesses"][number];

/** One input with what this class does, and each class that does something else there. */
const byInput = (witnesses: readonly WitnessOf[]): WitnessOf[][] => {
  const inputs = new Map<string, WitnessOf[]>();
  for (const witness of witnesses) inputs.set(witness.input, [...(inputs.get(witness.input) ?? []), witness]);
  return [...inputs.values()];
};

const Witness = ({ witnesses }: { witnesses: readonly WitnessOf[] }) => (
  <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 font-mono text-xs">
    <dt className="text-ink-muted">{texts.witness.input}</dt>
    <dd className="break-all">{witnesses[0]?.input}</dd>
    <dt className="text-ink-muted">{texts.witness.here}</dt>
    <dd className="break-all">{witnesses[0]?.here}</dd>
    {witnesses.map(({ otherClass, there }) => (
      <div key={otherClass} className="contents">
        <dt className="text-ink-muted">{texts.witness.there(otherClass)}</dt>
        <dd className="break-all">{there}</dd>
      </div>
    ))}
  </dl>
);

type ChangedProps = { changed: ChangedClassFragment; isNew: boolean; jobId: string };

const ChangedClass = ({ changed, isNew, jobId }: ChangedProps) => {
  const Icon = isNew ? Plus : Minus;
  return (
    <Card className="grid min-w-0 content-start gap-3 p-4">
      <h4 className="flex items-center gap-2 text-[13px] font-medium">
        <Icon aria-hidden className={isNew ? "size-4 text-good" : "size-4 text-bad"} />
        {texts.changedClass(changed.number, changed.size)}
        <Link to={paths.jobRun.link(jobId, changed.runIndex)} className="ml-auto text-xs font-normal underline decoration-dotted underline-offset-4">
          {texts.openRun(changed.runIndex)}
        </Link>
      </h4>
      {byInput(changed.witnesses)
        .slice(0, WITNESSES_SHOWN)
        .map((witnesses) => (
          <Witness key={witnesses[0]?.input} witnesses={witnesses} />
        ))}
      {changed.run?.rawOutput && <Code text={changed.run.rawOutput} label={texts.example(changed.runIndex)} className="max-h-60" />}
    </Card>
  );
};

type SideProps = { title: string; classes: readonly ChangedClassFragment[]; isNew: boolean; isAlone: boolean; jobId: string };

const Side = ({ title, classes, isNew, isAlone, jobId }: SideProps) =>
  classes.length > 0 && (
    <div className="grid min-w-0 content-start gap-3">
      <h3 className="text-[13px] font-medium text-ink-muted">{title}</h3>
      <div className={cn("grid min-w-0 gap-3", isAlone && "lg:grid-cols-2")}>
        {classes.slice(0, CLASSES_SHOWN).map((changed) => (
          <ChangedClass key={changed.key} changed={changed} isNew={isNew} jobId={jobId} />
        ))}
      </div>
      {classes.length > CLASSES_SHOWN && <p className="text-[13px] text-ink-muted">{texts.more(classes.length - CLASSES_SHOWN)}</p>}
    </div>
  );

type ClassChangesProps = {
  words: Words;
  changes: { new: readonly ChangedClassFragment[]; vanished: readonly ChangedClassFragment[] };
  firstId: string;
  secondId: string;
};

/** The classes that only one of the jobs has, with the inputs that tell them apart and an answer of each. */
export const ClassChanges = ({ words, changes, firstId, secondId }: ClassChangesProps) => (
  <Section title={words.title} note={changes.new.length + changes.vanished.length === 0 ? words.none : undefined}>
    <div className={cn("grid gap-6 empty:hidden", changes.new.length > 0 && changes.vanished.length > 0 && "lg:grid-cols-2")}>
      <Side title={words.vanished} classes={changes.vanished} isNew={false} isAlone={changes.new.length === 0} jobId={firstId} />
      <Side title={words.new} classes={changes.new} isNew isAlone={changes.vanished.length === 0} jobId={secondId} />
    </div>
  </Section>
);
