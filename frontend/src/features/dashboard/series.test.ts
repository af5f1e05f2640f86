// @vitest-environment node
import { expect, it } from "vitest";
import { rate } from "@test/samples";
import { changedContracts, failingRules, seriesOf } from "./series";

type Jobs = Parameters<typeof seriesOf>[0];

const job = (id: string, day: number, contractId: string, share: [number, number, number], kept = 20, model = "m"): Jobs[number] =>
  ({
    id,
    createdAt: `2026-11-${String(day).padStart(2, "0")}T00:00:00.000Z`,
    numRuns: 20,
    contract: { id: contractId, name: contractId, version: "1.0.0", title: contractId.toUpperCase() },
    pins: { model },
    result: { metrics: [rate("R_structural", "", Math.round(share[0] * 20), 20, share[1], share[2]), rate("restriction_compliance", "", kept, 20, 0, 1)] },
  }) as unknown as Jobs[number];

const jobs = [job("3", 3, "a", [0.2, 0.1, 0.3]), job("2", 2, "b", [0.5, 0.3, 0.7], 17), job("1", 1, "a", [0.9, 0.8, 1])];

it("follows each contract through time", () => {
  expect(seriesOf(jobs).map(({ contractId, points }) => [contractId, points.map(({ jobId }) => jobId)])).toEqual([
    ["a", ["1", "3"]],
    ["b", ["2"]],
  ]);
});

it("names a contract whose newest interval does not touch the one before, under the same model only", () => {
  expect(changedContracts(seriesOf(jobs))).toEqual([{ jobId: "3", kind: "changed", title: "A", at: "2026-11-03T00:00:00.000Z", part: 0.9, whole: 0.2 }]);
  expect(changedContracts(seriesOf([job("3", 3, "a", [0.8, 0.75, 0.9]), job("1", 1, "a", [0.9, 0.8, 1])]))).toEqual([]);
  expect(changedContracts(seriesOf([job("3", 3, "a", [0.2, 0.1, 0.3], 20, "other"), job("1", 1, "a", [0.9, 0.8, 1])]))).toEqual([]);
});

it("names the newest jobs whose answers break a mandatory rule, with how many do", () => {
  expect(failingRules(jobs)).toEqual([{ jobId: "2", kind: "rules", title: "B", at: "2026-11-02T00:00:00.000Z", part: 3, whole: 20 }]);
});
