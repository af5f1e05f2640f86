import { Play, Square } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Code, CodeLanguage } from "@/components/ui/code";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { TextArea } from "@/components/ui/text-area";
import { type Example, titleOf } from "./examples";
import type { ExplorerProps } from "./explorer-props";
import { texts } from "./texts";
import { useAnswers } from "./use-answers";

const Answers = ({ answers, isRunning, problem }: Pick<ReturnType<typeof useAnswers>, "answers" | "isRunning" | "problem">) => (
  <Section title={texts.answer}>
    <p role="status" className="text-[13px] text-ink-muted">
      {isRunning ? texts.running(answers.length) : texts.answers(answers.length)}
    </p>
    {problem && <Notice tone="bad">{problem}</Notice>}
    <CodeLanguage value="json">
      {answers.map((answer, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- an answer is its place
        <Code key={place} text={answer} label={texts.answerAt(place + 1)} className="max-h-96" />
      ))}
    </CodeLanguage>
  </Section>
);

const NOTHING: Example = { query: "", variables: "" };

/** A query, its variables and the answer: beside each other where there is room, else one under another. */
export const PlainExplorer = ({ examples, fetcher, written: before, onWritten }: ExplorerProps) => {
  const [written, setWritten] = useState<Example>({ ...NOTHING, ...(before ?? examples[0]) });
  const answer = useRef<HTMLDivElement>(null);
  const { run, stop, ...asked } = useAnswers(fetcher);
  const write = (example: Example) => {
    setWritten(example);
    onWritten(example);
  };
  const handleExample = (place: number) => {
    stop();
    write({ ...NOTHING, ...examples[place] });
  };
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    void run(written);
    answer.current?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div className="mx-auto grid w-full max-w-3xl grid-cols-1 items-start gap-6 p-4 lg:max-w-7xl lg:grid-cols-2">
      <p className="text-[13px] text-ink-muted lg:col-span-2">{texts.lead}</p>
      <form onSubmit={handleSubmit} className="grid grid-cols-1 gap-4">
        <Field label={texts.example}>
          {(control) => (
            <Select {...control} onChange={({ target }) => handleExample(Number(target.value))}>
              {examples.map(({ query }, place) => (
                <option key={query} value={place}>
                  {titleOf(query)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={texts.query}>
          {(control) => <TextArea {...control} required wrap="off" rows={14} value={written.query} onChange={({ target }) => write({ ...written, query: target.value })} />}
        </Field>
        <Field label={texts.variables}>
          {(control) => <TextArea {...control} wrap="off" rows={5} value={written.variables} onChange={({ target }) => write({ ...written, variables: target.value })} />}
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary">
            <Play aria-hidden />
            {texts.run}
          </Button>
          {asked.isRunning && (
            <Button onClick={stop}>
              <Square aria-hidden />
              {texts.stop}
            </Button>
          )}
        </div>
      </form>
      <div ref={answer} className="min-h-64 min-w-0">
        <Answers {...asked} />
      </div>
    </div>
  );
};
