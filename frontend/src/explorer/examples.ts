import contracts from "./examples/contracts.graphql?raw";
import followJob from "./examples/follow-job.graphql?raw";
import jobMetrics from "./examples/job-metrics.graphql?raw";
import submitSampleJob from "./examples/submit-sample-job.graphql?raw";
import viewer from "./examples/viewer.graphql?raw";
import { SAMPLE_CONTRACT, type Start } from "./start";

export type Example = { query: string; variables?: string };

/** What an example shows: the comment that it begins with, in one line. */
export const titleOf = (query: string): string => {
  const lines = query.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("#"));
  return lines.slice(0, end).map((line) => line.replace(/^#\s*/, "")).join(" ");
};

const written = (variables: unknown): string => JSON.stringify(variables, null, 2);

/** The tabs that a first visit opens with, in the order in which they tell a job's story. */
export const examplesFor = ({ contractId, jobId }: Pick<Start, "contractId" | "jobId">): Example[] => [
  { query: viewer },
  { query: contracts, variables: written({ first: 20 }) },
  {
    query: submitSampleJob,
    variables: written({
      input: {
        contractId,
        numRuns: 20,
        pins: { provider: "sample", model: SAMPLE_CONTRACT, temperature: 0.7, seed: 7, stop: [] },
        restrictionSetIds: [],
        analyses: [],
      },
    }),
  },
  { query: followJob, variables: written({ jobId, after: 0 }) },
  { query: jobMetrics, variables: written({ jobId }) },
];
