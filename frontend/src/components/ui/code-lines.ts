import c from "highlight.js/lib/languages/c";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import { createLowlight } from "lowlight";

export type Token = { text: string; kind: string };
export type Language = "python" | "c" | "json";

type Node = ReturnType<ReturnType<typeof createLowlight>["highlight"]>["children"][number];

const lowlight = createLowlight({ c, json, python });

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

/** A text as lines of tokens; a token's kind is a list of `tok-` class names, empty for what has no colour. No character is lost. */
export const codeLines = (text: string, language: Language): Token[][] =>
  intoLines(tokensOf(lowlight.highlight(language, text, { prefix: "tok-" }).children as Node[], ""));
