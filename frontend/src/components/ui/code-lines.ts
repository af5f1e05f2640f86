import { createLowlight } from "lowlight";

export type Token = { text: string; kind: string };
export type Language = "python" | "c" | "json" | "yaml";

type Node = ReturnType<ReturnType<typeof createLowlight>["highlight"]>["children"][number];

const GRAMMARS = {
  c: () => import("highlight.js/lib/languages/c"),
  json: () => import("highlight.js/lib/languages/json"),
  python: () => import("highlight.js/lib/languages/python"),
  yaml: () => import("highlight.js/lib/languages/yaml"),
} as const;

const lowlight = createLowlight();

/** Fetch a language's grammar, and hand on what colours texts with it. */
export const loadLanguage = async (language: Language): Promise<typeof codeLines> => {
  if (!lowlight.registered(language)) lowlight.register(language, (await GRAMMARS[language]()).default);
  return codeLines;
};

const kindOf = (node: Extract<Node, { type: "element" }>): string => {
  const { className } = node.properties;
  return Array.isArray(className) ? className.join(" ") : "";
};

const tokensOf = (nodes: readonly Node[], kind: string): Token[] =>
  nodes.flatMap((node) => {
    if (node.type === "text") return [{ text: node.value, kind }];
    return node.type === "element" ? tokensOf(node.children, kindOf(node)) : [];
  });

const intoLines = (tokens: readonly Token[]): Token[][] => {
  const lines: Token[][] = [[]];
  for (const { text, kind } of tokens) {
    text.split("\n").forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ text: part, kind });
    });
  }
  return lines;
};

/** A text as lines of tokens; a token's kind is a list of `tok-` class names, empty for what has no colour. No character is lost. The language must have been loaded. */
export const codeLines = (text: string, language: Language): Token[][] =>
  intoLines(tokensOf(lowlight.highlight(language, text, { prefix: "tok-" }).children as Node[], ""));
