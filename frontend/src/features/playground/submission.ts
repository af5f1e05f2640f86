import type { SubmitJobInput } from "./playground.generated";
import { texts } from "./texts";

/** What the form holds, as typed; `model` is `provider/model`. */
export type Draft = {
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

export const FIELDS = ["contractId", "model", "numRuns", "temperature", "seed", "topP", "maxTokens", "systemPrompt", "stop", "restrictionSetIds"] as const;
export type FieldName = (typeof FIELDS)[number];
export type FieldFaults = Partial<Record<FieldName, string[]>>;

/** Names the service may use for a field besides the field's own. */
export const FIELD_ALIASES: Readonly<Record<string, FieldName>> = { provider: "model" };

export const joinModel = (provider: string, model: string): string => `${provider}/${model}`;

export const splitModel = (joined: string): { provider: string; model: string } => {
  const [provider = "", ...model] = joined.split("/");
  return { provider, model: model.join("/") };
};

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
});

/** The address of a form as it stands, so that it can be linked to. */
export const searchFromDraft = (draft: Draft): URLSearchParams => {
  const { contractId, model, numRuns, temperature, restrictionSetIds, properties, ...optional } = draft;
  const search = new URLSearchParams({ contract: contractId, model, runs: numRuns, temperature });
  for (const [name, value] of Object.entries(optional)) if (value !== "") search.set(name, value);
  if (!properties) search.set("properties", "no");
  for (const id of restrictionSetIds) search.append("restrictions", id);
  return search;
};

const wholeNumber = /^-?\d+$/;

/** Numbers that cannot even be sent as numbers; every other check is the service's. */
export const faultsOfNumbers = ({ numRuns, temperature, seed, topP, maxTokens }: Draft): FieldFaults => ({
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
  },
});
