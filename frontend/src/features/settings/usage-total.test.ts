// @vitest-environment node
import { expect, it } from "vitest";
import { totalOf } from "./usage-total";

const line = (day: string, runs: number, costUsd: number | null) => ({ day, provider: "p", model: "m", runs, unanswered: 1, promptTokens: 10, completionTokens: 5, costUsd });

it("adds everything; a cost that nobody tells is none, and not nothing", () => {
  expect(totalOf([line("2026-11-01", 2, null)]).costUsd).toBeNull();
  expect(totalOf([line("2026-11-01", 2, null), line("2026-11-02", 3, 0.5)])).toEqual({ runs: 5, unanswered: 2, promptTokens: 20, completionTokens: 10, costUsd: 0.5 });
});
