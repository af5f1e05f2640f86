// @vitest-environment node
import { expect, it } from "vitest";
import { alignedLines } from "./aligned-lines";

const shown = (left: string[], right: string[]) =>
  alignedLines(left, right).map((pair) => `${pair.left === null ? "·" : left[pair.left]}${pair.isSame ? "=" : "|"}${pair.right === null ? "·" : right[pair.right]}`);

it("puts equal lines beside each other, and what went beside what came", () => {
  expect(shown(["a", "b", "c"], ["a", "x", "y", "c"])).toEqual(["a=a", "b|x", "·|y", "c=c"]);
});

it("keeps lines that only one text has, at the start, within and at the end", () => {
  expect(shown(["a", "b"], ["b", "c"])).toEqual(["a|·", "b=b", "·|c"]);
  expect(shown(["b", "z"], ["b"])).toEqual(["b=b", "z|·"]);
  expect(shown([], ["a"])).toEqual(["·|a"]);
  expect(shown(["a"], ["a"])).toEqual(["a=a"]);
});
