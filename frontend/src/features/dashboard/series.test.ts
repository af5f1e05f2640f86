// @vitest-environment node
import { expect, it } from "vitest";
import { rate } from "@test/samples";
import { seriesOf } from "./series";

type Jobs = Parameters<typeof seriesOf>[0];

const job = (id: string, day: number, contractId: string, share: [number, number, number], model = "m"): Jobs[number] =>
  ({
    id,
    createdAt: `2026-11-${String(day).padStart(2, "0")}T00:00:00.000Z`,
    numRuns: 20,
    contract: { id: contractId, name: contractId, version: "1.0.0", title: contractId.toUpperCase() },
    pins: { provider: "p", model },
    result: { metrics: [rate("R_structural", "", Math.round(share[0] * 20), 20, share[1], share[2])] },
  }) as unknown as Jobs[number];

const jobs = [job("3", 3, "a", [0.2, 0.1, 0.3]), job("2", 2, "b", [0.5, 0.3, 0.7]), job("1", 1, "a", [0.9, 0.8, 1])];

it("follows each contract through time", () => {
  expect(seriesOf(jobs).map(({ contractId, points }) => [contractId, points.map(({ jobId }) => jobId)])).toEqual([
    ["a", ["1", "3"]],
    ["b", ["2"]],
  ]);
});

it("keeps models apart, for a line through two of them would show their difference as a change", () => {
  const mixed = [job("3", 3, "a", [0.2, 0.1, 0.3], "large"), job("2", 2, "a", [0.9, 0.8, 1]), job("1", 1, "a", [0.3, 0.1, 0.4], "large")];
  expect(seriesOf(mixed).map(({ model, points }) => [model, points.map(({ jobId }) => jobId)])).toEqual([
    ["large", ["1", "3"]],
    ["m", ["2"]],
  ]);
});
