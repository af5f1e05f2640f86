import type { Dot } from "./forms";
import type { JobReportFragment } from "./job.generated";
import { MetricsSection } from "./metrics-section";
import { OutputsSection } from "./outputs-section";
import { RulesSection } from "./rules-section";

type JobReportProps = { result: NonNullable<JobReportFragment["result"]>; dots: readonly Dot[]; onOpen: (runIndex: number) => void };

/** What a finished job found, beneath its verdict. */
export const JobReport = ({ result, dots, onOpen }: JobReportProps) => (
  <>
    <OutputsSection forms={result.canonicalForms} behaviourClasses={result.behaviourClasses} dots={dots} onOpen={onOpen} />
    <MetricsSection result={result} />
    <RulesSection rules={result.rules} />
  </>
);
