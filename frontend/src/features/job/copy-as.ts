import type { JobConfigurationQuery } from "./configuration.generated";

export type Configured = NonNullable<JobConfigurationQuery["job"]>;

const SUBMIT = "mutation Submit($input: SubmitJobInput!) {\n  submitJob(input: $input) {\n    ... on JobSubmitted { job { id status } isNew }\n    ... on Problem { code message hint }\n    ... on InvalidInput { faults { path message } }\n  }\n}";

/** A word as a POSIX shell reads it back unchanged. */
export const shellWord = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

const isSet = ([, value]: readonly [string, unknown]): boolean => value !== null && !(Array.isArray(value) && value.length === 0);

const endpointOf = (endpoint: Configured["pins"]["endpoint"]) =>
  endpoint && { url: endpoint.url, body: endpoint.body, responsePath: endpoint.responsePath, keyHeader: endpoint.keyHeader };

/** What to submit to run the same experiment again. */
export const submissionOf = ({ contract, restrictionSets, pins, numRuns, analyses }: Configured): object => {
  const { __typename, endpoint, ...settings } = pins;
  return {
    contractId: contract.id,
    restrictionSetIds: restrictionSets.map(({ id }) => id),
    numRuns,
    ...(analyses.length > 0 ? { analyses } : {}),
    pins: Object.fromEntries(Object.entries({ ...settings, endpoint: endpointOf(endpoint) }).filter(isSet)),
  };
};

export const asCommand = (job: Configured, server: string): string => {
  const { contract, pins, numRuns, restrictionSets, analyses } = job;
  const options: readonly (readonly [string, string | number | null])[] = [
    ["--server", server],
    ["--contract", `${contract.name}@${contract.version}`],
    ["--provider", pins.provider],
    ["--model", pins.model],
    ["--runs", numRuns],
    ["--temperature", pins.temperature],
    ["--top-p", pins.topP],
    ["--seed", pins.seed],
    ["--max-tokens", pins.maxTokens],
    ["--system-prompt", pins.systemPrompt],
    ...pins.stop.map((word) => ["--stop", word] as const),
    ["--endpoint", pins.endpoint && JSON.stringify(endpointOf(pins.endpoint))],
    ...analyses.map((name) => ["--analysis", name] as const),
    ...restrictionSets.map(({ name, version }) => ["--restriction-set", `${name}@${version}`] as const),
  ];
  return ["skyt run", ...options.flatMap(([name, value]) => (value === null ? [] : [`  ${name} ${shellWord(String(value))}`]))].join(" \\\n");
};

export const asGraphql = (job: Configured): string => `${SUBMIT}\n\n# Variables\n${JSON.stringify({ input: submissionOf(job) }, null, 2)}`;

export const asCurl = (job: Configured, server: string): string => {
  const body = JSON.stringify({ query: SUBMIT.replaceAll(/\s+/g, " "), variables: { input: submissionOf(job) } });
  return `curl ${shellWord(`${server}/graphql`)} \\\n  -H 'content-type: application/json' \\\n  -H "authorization: Bearer $SKYT_TOKEN" \\\n  -d ${shellWord(body)}`;
};
