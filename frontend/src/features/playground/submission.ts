import { ENDPOINT_NAMES, endpointFromSearch, endpointSearch, type EndpointTexts } from "@/shared/endpoint-search";
import type { SubmitJobInput } from "./playground.generated";
import { texts } from "./texts";

/** What the form holds, as typed; `model` is `provider/model`. */
export type Draft = EndpointTexts & {
  contractId: string;
  model: string;
  numRuns: string;
  temperature: string;
  seed: string;
  topP: string;
  maxTokens: string;
  systemPrompt: string;
  stop: string;
  restrictionSetIds: readonly string[];
  /** Whether to name the structural properties in which answers differ from the anchor. */
  properties: boolean;
};

export const FIELDS = ["contractId", "model", "numRuns", "temperature", "seed", "topP", "maxTokens", "systemPrompt", "stop", "restrictionSetIds", ...ENDPOINT_NAMES] as const;
export type FieldName = (typeof FIELDS)[number];
export type FieldFaults = Partial<Record<FieldName, string[]>>;

/** Names the service may use for a field besides the field's own. */
export const FIELD_ALIASES: Readonly<Record<string, FieldName>> = { provider: "model" };

export const joinModel = (provider: string, model: string): string => `${provider}/${model}`;

export const splitModel = (joined: string): { provider: string; model: string } => {
  const [provider = "", ...model] = joined.split("/");
  return { provider, model: model.join("/") };
};

/** The provider that asks an endpoint of one's own. */
export const ENDPOINT_PROVIDER = "http";
const asksEndpoint = ({ model }: Draft): boolean => splitModel(model).provider === ENDPOINT_PROVIDER;

/** A form as it stands in the address, so that an experiment can be linked to and repeated with one change. */
export const draftFromSearch = (search: URLSearchParams): Draft => ({
  contractId: search.get("contract") ?? "",
  model: search.get("model") ?? "",
  numRuns: search.get("runs") ?? "20",
  temperature: search.get("temperature") ?? "0.7",
  seed: search.get("seed") ?? "",
  topP: search.get("topP") ?? "",
  maxTokens: search.get("maxTokens") ?? "",
  systemPrompt: search.get("systemPrompt") ?? "",
  stop: search.get("stop") ?? "",
  restrictionSetIds: search.getAll("restrictions"),
  properties: search.get("properties") !== "no",
  ...endpointFromSearch(search),
});

/** The address of a form as it stands but for secrets, so that it can be linked to. */
export const searchFromDraft = (draft: Draft): URLSearchParams => {
  const { contractId, model, numRuns, temperature, restrictionSetIds, properties, url, body, responsePath, keyHeader, ...optional } = draft;
  const search = new URLSearchParams({ contract: contractId, model, runs: numRuns, temperature });
  for (const [name, value] of Object.entries(optional)) if (value !== "") search.set(name, value);
  if (asksEndpoint(draft)) for (const [name, value] of endpointSearch({ url, body, responsePath, keyHeader })) search.set(name, value);
  if (!properties) search.set("properties", "no");
  for (const id of restrictionSetIds) search.append("restrictions", id);
  return search;
};

const wholeNumber = /^-?\d+$/;

/** A body as it was typed; `fault` where it is no JSON. */
const readBody = (text: string): { body: unknown; fault?: string } => {
  try {
    return { body: JSON.parse(text) };
  } catch (error) {
    return { body: null, fault: texts.endpoint.notJson(error instanceof Error ? error.message : String(error)) };
  }
};

const faultsOfBody = (text: string): FieldFaults => {
  const { fault } = readBody(text);
  return fault === undefined ? {} : { body: [fault] };
};

/** What cannot even be sent as a number or as JSON; every other check is the service's. */
export const faultsOfForm = (draft: Draft): FieldFaults => ({ ...faultsOfNumbers(draft), ...(asksEndpoint(draft) ? faultsOfBody(draft.body) : {}) });

const faultsOfNumbers = ({ numRuns, temperature, seed, topP, maxTokens }: Draft): FieldFaults => ({
  ...(wholeNumber.test(numRuns.trim()) ? {} : { numRuns: [texts.notAWholeNumber] }),
  ...(temperature.trim() !== "" && Number.isFinite(Number(temperature)) ? {} : { temperature: [texts.notANumber] }),
  ...(topP.trim() === "" || Number.isFinite(Number(topP)) ? {} : { topP: [texts.notANumber] }),
  ...(maxTokens.trim() === "" || wholeNumber.test(maxTokens.trim()) ? {} : { maxTokens: [texts.notAWholeNumber] }),
  ...(seed.trim() === "" || wholeNumber.test(seed.trim()) ? {} : { seed: [texts.notAWholeNumber] }),
});

const optionalNumber = (text: string): number | null => (text.trim() === "" ? null : Number(text));

/** Stop words as they are written in one line; what surrounds a comma belongs to none. */
const stopWords = (text: string): string[] => text.split(",").map((word) => word.trim()).filter((word) => word !== "");

export const submissionOf = (draft: Draft): SubmitJobInput => ({
  contractId: draft.contractId,
  restrictionSetIds: [...draft.restrictionSetIds],
  numRuns: Number(draft.numRuns),
  analyses: draft.properties ? ["all", "properties"] : [],
  pins: {
    ...splitModel(draft.model),
    temperature: Number(draft.temperature),
    seed: optionalNumber(draft.seed),
    topP: optionalNumber(draft.topP),
    maxTokens: optionalNumber(draft.maxTokens),
    systemPrompt: draft.systemPrompt.trim() === "" ? null : draft.systemPrompt,
    stop: stopWords(draft.stop),
    ...(asksEndpoint(draft) ? { endpoint: { url: draft.url, body: readBody(draft.body).body, responsePath: draft.responsePath, keyHeader: draft.keyHeader } } : {}),
  },
});
