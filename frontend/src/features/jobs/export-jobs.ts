import type { ApolloClient } from "@apollo/client";
import { ExportedJobByIdDocument, type ExportedJobFragment, type ExportedJobsQuery, ExportedJobsDocument, type JobFilter } from "./jobs.generated";

type Exported = ExportedJobFragment;

const PAGE_SIZE = 100;
const COLUMNS = ["id", "contract", "version", "provider", "model", "temperature", "seed", "runs", "status", "created", "completed", "same_program", "low", "high"] as const;

const cells = ({ id, contract, pins, numRuns, status, createdAt, completedAt, result }: Exported): (string | number | null | undefined)[] => {
  const same = result?.metrics[0];
  return [id, contract.name, contract.version, pins.provider, pins.model, pins.temperature, pins.seed, numRuns, status, createdAt, completedAt, same?.value, same?.interval?.low, same?.interval?.high];
};

/** A field of a CSV file (RFC 4180). What a spreadsheet would take for a formula is marked as text. */
export const csvField = (value: string | number | null | undefined): string => {
  const text = value == null ? "" : typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const csvOf = (jobs: readonly Exported[]): string => [COLUMNS, ...jobs.map(cells)].map((row) => row.map(csvField).join(",")).join("\r\n");

/** Every job that the filter lets through, page after page, as a CSV file. */
export const exportJobs = async (client: ApolloClient, filter: JobFilter | null): Promise<string> => {
  const jobs: Exported[] = [];
  let after: string | null = null;
  do {
    // oxlint-disable-next-line no-await-in-loop -- each page begins where the one before ended
    const { data }: { data?: ExportedJobsQuery } = await client.query({ query: ExportedJobsDocument, variables: { first: PAGE_SIZE, after, filter }, fetchPolicy: "no-cache" });
    jobs.push(...(data?.jobs.edges.map(({ node }) => node) ?? []));
    after = data?.jobs.pageInfo.hasNextPage ? data.jobs.pageInfo.endCursor : null;
  } while (after !== null);
  return csvOf(jobs);
};

/** These jobs as a CSV file, in this order; one that is gone is left out. */
export const exportPicked = async (client: ApolloClient, ids: readonly string[]): Promise<string> => {
  const answers = await Promise.all(ids.map((id) => client.query({ query: ExportedJobByIdDocument, variables: { id }, fetchPolicy: "no-cache" })));
  return csvOf(answers.flatMap(({ data }) => (data?.job ? [data.job] : [])));
};
