// @vitest-environment node
import { expect, it } from "vitest";
import { daysUntil, usageByDay } from "./daily-usage";

const line = (day: string, runs: number, costUsd: number | null) => ({ __typename: "UsageLine" as const, day, runs, costUsd });

it("adds the models of a day up, leaves no day out, and knows no price from nothing", () => {
  const days = daysUntil(Date.parse("2026-03-01T05:00:00Z"), 3);
  expect(days).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  expect(usageByDay([line("2026-03-01", 5, null), line("2026-02-27", 2, 0.5), line("2026-02-27", 3, null), line("2026-02-27", 1, 0.25)], days)).toEqual([
    { day: "2026-02-27", runs: 6, costUsd: 0.75 },
    { day: "2026-02-28", runs: 0, costUsd: null },
    { day: "2026-03-01", runs: 5, costUsd: null },
  ]);
});
