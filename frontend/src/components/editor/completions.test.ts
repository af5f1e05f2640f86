import { CompletionContext } from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";
import { jsonCompletions, yamlCompletions } from "./completions";
import { converted } from "./convert";
import type { JsonSchema } from "./schema-words";
import { yamlPath } from "./yaml-path";

const schema: JsonSchema = {
  properties: {
    title: {},
    kinds: { items: { enum: ["python", "c"] } },
    rules: { items: { properties: { id: {}, severity: { enum: ["mandatory", "advisory"] }, examples: { properties: { good: {}, bad: {} } } } } },
  },
};

const offered = async (text: string, isJson = false): Promise<string[]> => {
  const state = EditorState.create({ doc: text.replace("|", ""), extensions: isJson ? [json()] : [] });
  const source = (isJson ? jsonCompletions : yamlCompletions)(schema);
  const result = await source(new CompletionContext(state, text.indexOf("|"), true));
  return result?.options.map(({ label }) => label) ?? [];
};

it("finds the path of a place by indentation, wherever the dashes of lists stand", () => {
  expect(yamlPath(["rules:", "- id: a", "  examples:"], { column: 4, isItem: false })).toEqual(["rules", "*", "examples"]);
  expect(yamlPath(["rules:", "  - id: a", "    severity: b"], { column: 4, isItem: false })).toEqual(["rules", "*"]);
  expect(yamlPath(["title: a", "kinds:"], { column: 0, isItem: true })).toEqual(["kinds", "*"]);
});

it.each([
  ["ti|", ["title", "kinds", "rules"]],
  ["kinds:\n- p|", ["python", "c"]],
  ["rules:\n- id: a\n  se|", ["id", "severity", "examples"]],
  ["rules:\n- s|", ["id", "severity", "examples"]],
  ["rules:\n- id: a\n  severity: m|", ["mandatory", "advisory"]],
  ["rules:\n- id: a\n  examples:\n    g|", ["good", "bad"]],
  ["title: a\nunknown:\n  x|", []],
])("offers what fits in YAML at %j", async (text, words) => {
  expect(await offered(text)).toEqual(words);
});

it.each([
  ['{"ti|"}', ["title", "kinds", "rules"]],
  ['{"rules": [{"id": "a", "se|"}]}', ["id", "severity", "examples"]],
  ['{"rules": [{"severity": "m|"}]}', ["mandatory", "advisory"]],
  ['{"kinds": ["p|"]}', ["python", "c"]],
])("offers what fits in JSON at %j", async (text, words) => {
  expect(await offered(text, true)).toEqual(words);
});

it("writes a document in the other format, or says that it cannot be read", () => {
  expect(converted("id: a\nkinds:\n- c\n", "JSON")).toBe('{\n  "id": "a",\n  "kinds": [\n    "c"\n  ]\n}\n');
  expect(converted('{"id": "a"}', "YAML")).toBe("id: a\n");
  expect(converted("a: [", "JSON")).toBeUndefined();
});
