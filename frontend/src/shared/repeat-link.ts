import { endpointSearch } from "./endpoint-search";
import { paths } from "./paths";

type Pins = {
  provider: string;
  model: string;
  temperature: number;
  seed: number | null;
  topP: number | null;
  maxTokens: number | null;
  systemPrompt: string | null;
  stop: readonly string[];
  endpoint: (Omit<Parameters<typeof endpointSearch>[0], "body"> & { body: unknown }) | null;
};

/** Everything that fixes a job. */
export type Repeatable = { contract: { id: string }; numRuns: number; pins: Pins; restrictionSets: readonly { id: string }[] };

/** The playground with everything that fixes this job, so that one thing can be changed. */
export const repeatLink = ({ contract, pins, numRuns, restrictionSets }: Repeatable): string => {
  const search = new URLSearchParams({ contract: contract.id, model: `${pins.provider}/${pins.model}`, runs: String(numRuns), temperature: String(pins.temperature) });
  const { seed, topP, maxTokens, systemPrompt } = pins;
  for (const [name, value] of Object.entries({ seed, topP, maxTokens, systemPrompt, stop: pins.stop.join(", ") || null })) if (value !== null) search.set(name, String(value));
  if (pins.endpoint) for (const [name, value] of endpointSearch({ ...pins.endpoint, body: JSON.stringify(pins.endpoint.body, null, 2) })) search.set(name, value);
  for (const { id } of restrictionSets) search.append("restrictions", id);
  return paths.playground.link(search);
};
