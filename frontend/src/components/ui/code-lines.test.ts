// @vitest-environment node
import { beforeAll, describe, expect, it } from "vitest";
import { codeLines, type Language, loadLanguage } from "./code-lines";

beforeAll(async () => {
  await Promise.all((["python", "c", "json", "yaml"] as const).map(loadLanguage));
});

const textOf = (text: string, language: Language) => codeLines(text, language).map((line) => line.map((token) => token.text).join("")).join("\n");

describe("code as tokens", () => {
  it("names keywords, strings, numbers and comments, line by line", () => {
    expect(codeLines('def f():\n    return "a", 1  # b', "python")).toEqual([
      [
        { text: "def", kind: "tok-keyword" },
        { text: " ", kind: "" },
        { text: "f", kind: "tok-title function_" },
        { text: "():", kind: "" },
      ],
      [
        { text: "    ", kind: "" },
        { text: "return", kind: "tok-keyword" },
        { text: " ", kind: "" },
        { text: '"a"', kind: "tok-string" },
        { text: ", ", kind: "" },
        { text: "1", kind: "tok-number" },
        { text: "  ", kind: "" },
        { text: "# b", kind: "tok-comment" },
      ],
    ]);
  });

  it("names the keys of a YAML document", () => {
    expect(codeLines("id: a", "yaml")).toEqual([[{ text: "id:", kind: "tok-attr" }, { text: " ", kind: "" }, { text: "a", kind: "tok-string" }]]);
  });

  it.each(["", "\n", "a = '''\nx\n'''\n", "def (", "Sure! Here is the code:\n```python\nx = 1\n```", "\tü = 1\r\n", '{"a": [1, null]}'])("loses no character of %j", (text) => {
    for (const language of ["python", "c", "json", "yaml"] as const) expect(textOf(text, language)).toBe(text);
  });
});
