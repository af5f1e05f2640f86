import { describe, expect, it } from "vitest";
import { pythonLines } from "./python-lines";

const textOf = (text: string) => pythonLines(text).map((line) => line.map((token) => token.text).join("")).join("\n");

describe("Python as tokens", () => {
  it("names keywords, strings, numbers and comments, line by line", () => {
    expect(pythonLines('def f():\n    return "a", 1  # b')).toEqual([
      [
        { text: "def", kind: "tok-keyword" },
        { text: " ", kind: "" },
        { text: "f", kind: "tok-variableName tok-definition" },
        { text: "(", kind: "tok-punctuation" },
        { text: ")", kind: "tok-punctuation" },
        { text: ":", kind: "" },
      ],
      [
        { text: "    ", kind: "" },
        { text: "return", kind: "tok-keyword" },
        { text: " ", kind: "" },
        { text: '"a"', kind: "tok-string" },
        { text: ",", kind: "tok-punctuation" },
        { text: " ", kind: "" },
        { text: "1", kind: "tok-number" },
        { text: "  ", kind: "" },
        { text: "# b", kind: "tok-comment" },
      ],
    ]);
  });

  it.each(["", "\n", "a = '''\nx\n'''\n", "def (", "Sure! Here is the code:\n```python\nx = 1\n```", "\tü = 1\r\n"])("loses no character of %j", (text) => {
    expect(textOf(text)).toBe(text);
  });
});
