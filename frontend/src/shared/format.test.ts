import { expect, it } from "vitest";
import { asSentences, CONFIDENCE, inLocale, sentenceCase } from "./format";

it("writes the service's shares in percent as the reader's language does", () => {
  expect(CONFIDENCE).toBe("95%");
  expect(inLocale("went from 100% to 20.5 % (95 % interval of the difference -92% to +3%)")).toBe("went from 100% to 20.5% (95% interval of the difference -92% to +3%)");
  expect(inLocale("run 10 more")).toBe("run 10 more");
});

it("begins the service's words like a sentence", () => {
  expect(sentenceCase("none of the runs got an answer")).toBe("None of the runs got an answer");
  expect(sentenceCase("")).toBe("");
});

it("makes sentences of a reason and what to do", () => {
  expect(asSentences("your role does not allow this", "ask an admin of the organization")).toBe("Your role does not allow this. Ask an admin of the organization.");
  expect(asSentences("Something went wrong.", null)).toBe("Something went wrong.");
});
