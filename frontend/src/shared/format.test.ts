import { expect, it } from "vitest";
import { asSentences, formatConfidence, formatDistance, formatPercent, inLocale, sentenceCase } from "./format";

it("writes the service's shares in percent as the reader's language does", () => {
  expect(formatConfidence()).toBe("95%");
  expect(inLocale("went from 100% to 20.5 % (95 % interval of the difference -92% to +3%)")).toBe("went from 100% to 20.5% (95% interval of the difference -92% to +3%)");
  expect(inLocale("-85.4 to -51 pp, adjusted p < 0.001, p = 0.0404")).toBe("-85.4 to -51 pp, adjusted p < 0.001, p = 0.04");
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

it("tells 100% and 0% of all and none alone, and 0 of equal forms alone", () => {
  expect([1, 299 / 300, 0.9999, 0.994, 0.5, 0.004, 0.0001, 0].map(formatPercent)).toEqual(["100%", "99.7%", "99.9%", "99%", "50%", "0.4%", "0.1%", "0%"]);
  expect([0, 0.0001, 0.0012, 1].map(formatDistance)).toEqual(["0", "< 0.001", "0.001", "1"]);
});
