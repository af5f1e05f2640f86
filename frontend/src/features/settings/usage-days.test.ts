// @vitest-environment node
import { expect, it } from "vitest";
import { lastDays, runsByDay, totalOf } from "./usage-days";

const line = (day: string, runs: number, costUsd: number | null) => ({ day, provider: "p", model: "m", runs, unanswered: 1, promptTokens: 10, completionTokens: 5, costUsd });

it("counts days in UTC, over the end of a month", () => {
  expect(lastDays(3, Date.parse("2026-12-01T00:30:00+02:00"))).toEqual(["2026-11-28", "2026-11-29", "2026-11-30"]);
});

it("adds the models of a day, and says nothing happened where nothing did", () => {
  expect(runsByDay(["2026-11-01", "2026-11-02"], [line("2026-11-02", 20, null), line("2026-11-02", 5, null)])).toEqual([
    { day: "2026-11-01", runs: 0 },
    { day: "2026-11-02", runs: 25 },
  ]);
});

it("adds everything; a cost that nobody tells is none, and not nothing", () => {
  expect(totalOf([line("2026-11-01", 2, null)]).costUsd).toBeNull();
  expect(totalOf([line("2026-11-01", 2, null), line("2026-11-02", 3, 0.5)])).toEqual({ runs: 5, unanswered: 2, promptTokens: 20, completionTokens: 10, costUsd: 0.5 });
});
