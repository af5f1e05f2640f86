import { useApolloClient } from "@apollo/client/react";
import { useAction } from "@/shared/apollo/use-action";
import { DemoJobPartsDocument, type DemoJobPartsQuery, SubmitDemoJobDocument, TourJobDocument } from "./tour.generated";

/** The contract that has the most to show, and the name of its sample answers. */
const SAMPLE = "roman_numerals";
const RUNS = 20;

const inputOf = ({ contracts, restrictionSets }: DemoJobPartsQuery) => ({
  contractId: contracts.edges[0]?.node.id ?? "",
  numRuns: RUNS,
  pins: { provider: "sample", model: SAMPLE, temperature: 0.7, seed: 1, stop: [] },
  restrictionSetIds: restrictionSets.edges.filter(({ node }) => node.kinds.includes("PYTHON")).map(({ node }) => node.id),
  analyses: ["all", "properties"],
});

/** A way to make the demo job in an organization that has none: sample answers, held against the sets for Python that come with Skyt. */
export const useDemoJob = () => {
  const client = useApolloClient();
  const { run, isBusy, refusal } = useAction(SubmitDemoJobDocument, "JobSubmitted", [TourJobDocument]);
  const make = async () => {
    // Where the service is away, the page says so by itself.
    const { data } = await client.query({ query: DemoJobPartsDocument, errorPolicy: "all" });
    if (data) await run({ input: inputOf(data) });
  };
  return { make, isBusy, refusal };
};
