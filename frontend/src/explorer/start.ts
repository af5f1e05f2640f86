import { print } from "graphql";
import { ExplorerStartDocument, type ExplorerStartQuery } from "./start.generated";

/** What the examples are filled with: who asks, a contract with sample answers, the newest job that is complete. */
export type Start = { email: string | null; contractId: string; jobId: string };

export const SAMPLE_CONTRACT = "leap_year";

const NOBODY: Start = { email: null, contractId: "", jobId: "" };

export const startOf = ({ viewer, contracts, jobs }: ExplorerStartQuery): Start => ({
  email: viewer?.user.email ?? null,
  contractId: contracts.edges.find(({ node }) => node.source === "PRESET" && node.name === SAMPLE_CONTRACT)?.node.id ?? "",
  jobId: jobs.edges[0]?.node.id ?? "",
});

/** Ask once, with the viewer's session. Someone who is not signed in gets examples with empty ids. */
export const loadStart = async (endpoint: string): Promise<Start> => {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/json" },
    credentials: "include",
    body: JSON.stringify({ query: print(ExplorerStartDocument) }),
  });
  const { data } = (await response.json()) as { data?: ExplorerStartQuery | null };
  return data?.viewer ? startOf(data) : NOBODY;
};
