import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/python";

export type Token = { text: string; kind: string };

/** Python as lines of tokens; a token's kind is a list of `tok-` class names, empty for what has no colour. */
export const pythonLines = (text: string): Token[][] => {
  const lines: Token[][] = [[]];
  highlightCode(
    text,
    parser.parse(text),
    classHighlighter,
    (token, kind) => lines.at(-1)?.push({ text: token, kind }),
    () => lines.push([]),
  );
  return lines;
};
