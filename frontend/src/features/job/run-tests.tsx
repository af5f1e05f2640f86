import { Notice } from "@/components/ui/notice";
import { PassSign } from "./run-dot";
import type { RunNode } from "./run-detail";
import { texts } from "./texts";

type Verdict = NonNullable<RunNode["oracle"]>["verdicts"][number];

const TestRow = ({ verdict }: { verdict: Verdict }) => (
  <li className="flex gap-2.5 px-3 py-2.5 text-[13px]">
    <PassSign passed={verdict.passed} />
    <div className="grid min-w-0 gap-1">
      <span>
        {verdict.description}
        <span className="sr-only">: {verdict.passed ? texts.legend.passes : texts.legend.fails}</span>
      </span>
      <dl className="grid grid-cols-[auto_1fr] gap-x-2 font-mono text-xs text-ink-muted">
        <dt>{texts.run.expected}</dt>
        <dd className="break-all text-ink">{verdict.expected}</dd>
        {!verdict.passed && (
          <>
            <dt>{texts.run.observed}</dt>
            <dd className="break-all text-bad">{verdict.observed}</dd>
          </>
        )}
      </dl>
    </div>
  </li>
);

/** What the oracle saw, test by test. */
export const RunTests = ({ oracle }: { oracle: RunNode["oracle"] }) => {
  if (!oracle) return <p className="text-[13px] text-ink-muted">{texts.run.noOracle}</p>;
  const passed = oracle.verdicts.filter((verdict) => verdict.passed).length;
  return (
    <div className="grid gap-3">
      <p className="flex justify-between gap-4 text-[13px]">
        <span className="font-medium">{texts.run.tests(passed, oracle.verdicts.length)}</span>
        <span className="text-ink-muted">{texts.run.isolation(oracle.isolation)}</span>
      </p>
      {oracle.problem && <Notice tone="bad">{oracle.problem}</Notice>}
      <ul className="divide-y divide-line rounded-md border border-line empty:hidden">
        {oracle.verdicts.map((verdict, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- tests are an ordered, unchanging list and may share a description
          <TestRow key={index} verdict={verdict} />
        ))}
      </ul>
    </div>
  );
};
