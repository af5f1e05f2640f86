import type { DocumentPath } from "./yaml-path";

/** The part of JSON Schema (draft 2020-12) that says which words can stand at a place. */
export type JsonSchema = {
  type?: string | readonly string[];
  description?: string;
  properties?: Readonly<Record<string, JsonSchema | undefined>>;
  items?: JsonSchema;
  oneOf?: readonly JsonSchema[];
  required?: readonly string[];
  enum?: readonly unknown[];
  examples?: readonly unknown[];
};

/** What an object can hold, in whichever of its forms. */
const propertiesOf = (schema: JsonSchema | undefined): Readonly<Record<string, JsonSchema | undefined>> =>
  (schema?.oneOf ?? []).reduce((known, form) => ({ ...known, ...form.properties }), schema?.properties ?? {});

/** The schema of a place; undefined where the published schema says nothing about it. */
export const schemaAt = (schema: JsonSchema, path: DocumentPath): JsonSchema | undefined =>
  path.reduce<JsonSchema | undefined>((part, step) => (step === "*" ? part?.items : propertiesOf(part)[step]), schema);

export type Word = { label: string; detail?: string };

/** The keys that can stand at a place, with what they mean. */
export const keysAt = (schema: JsonSchema, path: DocumentPath): Word[] =>
  Object.entries(propertiesOf(schemaAt(schema, path))).map(([label, part]) => ({ label, detail: part?.description }));

/** The values that a place is known to take. */
export const valuesAt = (schema: JsonSchema, path: DocumentPath): Word[] => {
  const part = schemaAt(schema, path);
  const values = part?.enum ?? part?.examples ?? (part?.type === "boolean" ? [true, false] : []);
  return values.map((value) => ({ label: String(value) }));
};
