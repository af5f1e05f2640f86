import { Notice } from "@/components/ui/notice";
import type { RunNode } from "./run-detail";
import { PassSign } from "./run-dot";
import { texts } from "./texts";

const Lines = ({ title, lines }: { title: string; lines: readonly string[] }) =>
  lines.length > 0 && (
    <div className="grid gap-1 text-[13px]">
      <h3 className="font-medium">{title}</h3>
      <ul className="list-disc pl-5 text-ink-muted">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );

/** What has to be known to read a run's canonical form: under what it holds, and where the answer leaves the contract's words. */
export const RunNotes = ({ run: { assumptions, naming, unsatisfiedConstraints, defects } }: { run: RunNode }) => (
  <>
    {defects.length > 0 && (
      <Notice tone="bad">
        <Lines title={texts.run.notes.defects} lines={defects} />
      </Notice>
    )}
    <Lines title={texts.run.notes.unsatisfied} lines={unsatisfiedConstraints} />
    <Lines title={texts.run.notes.naming} lines={naming} />
    <Lines title={texts.run.notes.assumptions} lines={assumptions} />
  </>
);

/** What the answer does with inputs that the contract does not promise anything about. */
export const OutOfDomain = ({ verdict }: { verdict: RunNode["outOfDomain"] }) =>
  verdict &&
  verdict.checks.length > 0 && (
    <section aria-label={texts.run.notes.outOfDomain} className="grid gap-2 text-[13px]">
      <h3 className="font-medium">
        {texts.run.notes.outOfDomain} <span className="font-normal text-ink-muted">{texts.run.notes.policies[verdict.policy]}</span>
      </h3>
      <ul className="divide-y divide-line rounded-md border border-line">
        {verdict.checks.map(({ input, isSatisfied, expected, observed }) => (
          <li key={input} className="flex gap-2.5 px-3 py-2 font-mono text-xs">
            <PassSign passed={isSatisfied} />
            <div className="min-w-0 break-all">
              {input}
              <div className="text-ink-muted">
                {texts.run.expected} {expected}; {texts.run.observed} {observed}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
