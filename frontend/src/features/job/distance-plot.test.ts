// @vitest-environment node
import { expect, it } from "vitest";
import { acrossPlot, distributionOf, PLOT } from "./distance-plot";

const points = [0, 0, 0.5, 1].map((distance, runIndex) => ({ runIndex, distance }));

it("draws every run as its own dot, equal distances on top of each other", () => {
  const { dots, mean } = distributionOf(points);
  expect(dots.map(({ runIndex }) => runIndex)).toEqual([0, 1, 2, 3]);
  expect(new Set(dots.map(({ x, y }) => `${x}/${y}`)).size).toBe(4);
  expect(dots[0]?.x).toBe(dots[1]?.x);
  expect((dots[0]?.y ?? 0) > (dots[1]?.y ?? 0)).toBe(true);
  expect(mean).toBe(0.375);
});

it("keeps a thousand equal runs within the plot", () => {
  const { dots } = distributionOf(Array.from({ length: 1000 }, (_, runIndex) => ({ runIndex, distance: 0 })));
  expect(Math.min(...dots.map(({ y }) => y))).toBeGreaterThanOrEqual(PLOT.top);
});

it("spans the distances from 0 to 1, and draws nothing for no run", () => {
  expect([acrossPlot(0), acrossPlot(1)]).toEqual([PLOT.left, PLOT.width - PLOT.right]);
  expect(distributionOf([])).toEqual({ dots: [], radius: 4.5, curve: "", mean: undefined });
});
