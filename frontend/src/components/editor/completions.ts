import type { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { type JsonSchema, keysAt, valuesAt, type Word } from "./schema-words";
import { type DocumentPath, yamlPath } from "./yaml-path";

const options = (words: readonly Word[], type: "property" | "enum", written: (word: string) => string): Completion[] =>
  words.map(({ label, detail }) => ({ label, info: detail, type, apply: written(label) }));

const linesAbove = ({ state, pos }: CompletionContext): string[] => {
  const { number } = state.doc.lineAt(pos);
  return Array.from({ length: number - 1 }, (_, place) => state.doc.line(place + 1).text);
};

/** Keys and values of a YAML document, by the schema that it is to follow. */
export const yamlCompletions =
  (schema: JsonSchema): CompletionSource =>
  (context): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const [, indent, dashes = "", key, word] = /^( *)((?:- +)*)(?:([\w$-]+): +)?([\w$.-]*)$/.exec(before) ?? [];
    if (indent === undefined || word === undefined || (word === "" && !key && !context.explicit)) return null;
    const isItem = dashes !== "";
    const path = yamlPath(linesAbove(context), { column: indent.length, isItem });
    const from = context.pos - word.length;
    if (key) return { from, options: options(valuesAt(schema, [...path, key]), "enum", (value) => value) };
    const keys = options(keysAt(schema, path), "property", (name) => `${name}: `);
    return { from, options: [...keys, ...(isItem ? options(valuesAt(schema, path), "enum", (value) => value) : [])] };
  };

type Node = ReturnType<ReturnType<typeof syntaxTree>["resolveInner"]>;

const jsonPath = (node: Node | null, text: (from: number, to: number) => string): DocumentPath => {
  if (!node) return [];
  const above = jsonPath(node.parent, text);
  if (node.name === "Array") return [...above, "*"];
  const name = node.name === "Property" ? node.getChild("PropertyName") : null;
  return name ? [...above, text(name.from + 1, name.to - 1)] : above;
};

/** Keys and values of a JSON document, offered inside quotation marks. */
export const jsonCompletions =
  (schema: JsonSchema): CompletionSource =>
  ({ state, pos }): CompletionResult | null => {
    const node = syntaxTree(state).resolveInner(pos, -1);
    const text = (from: number, to: number) => state.sliceDoc(from, to);
    if (node.name !== "PropertyName" && node.name !== "String") return null;
    const isKey = node.name === "PropertyName";
    const path = jsonPath(isKey ? (node.parent?.parent ?? null) : node.parent, text);
    const words = isKey ? keysAt(schema, path) : valuesAt(schema, path);
    return { from: node.from + 1, options: options(words, isKey ? "property" : "enum", (word) => word) };
  };
