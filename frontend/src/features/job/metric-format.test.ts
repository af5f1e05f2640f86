// @vitest-environment node
import { expect, it } from "vitest";
import { metric } from "@test/samples";
import { formatInUnit, formatOfMetric } from "@/shared/metric-unit";
import { formatInterval, groupMetrics } from "./metric-format";
import type { JobMetric } from "./verdict";

const sample = (name: string, details: object = {}) => metric({ name, label: name, ...details }) as unknown as JobMetric;

it("writes every unit as it is read", () => {
  expect(formatInUnit(0.85, "RATE")).toBe("85%");
  expect(formatInUnit(0.1, "DIFFERENCE")).toBe("+0.1");
  expect(formatInUnit(-0.1, "DIFFERENCE")).toBe("-0.1");
  expect(formatInUnit(4, "COUNT")).toBe("4");
  expect(formatInUnit(0.05321, "DISTANCE")).toBe("0.053");
  expect(formatInUnit(0.0000038, "P_VALUE")).toBe("< 0.001");
  expect(formatInUnit(0.0421, "P_VALUE")).toBe("0.042");
  expect(formatInUnit(1240, "MILLISECONDS")).toBe("1.2 s");
  expect(formatInUnit(12_345, "TOKENS")).toBe("12,345");
});

it("writes a gain of share in percentage points, and a gain of distance as it is", () => {
  expect(formatOfMetric(0.3, { name: "Delta_rescue", unit: "DIFFERENCE" })).toBe("+30 pp");
  expect(formatOfMetric(-0.052, { name: "Delta_P_0.05", unit: "DIFFERENCE" })).toBe("-5.2 pp");
  expect(formatOfMetric(0.133, { name: "Delta_mu", unit: "DIFFERENCE" })).toBe("+0.133");
  const gain = sample("Delta_rescue", { unit: "DIFFERENCE", value: 0.3, interval: { low: 0.068, high: 0.48, confidence: 0.95 } });
  expect(formatInterval(gain)).toBe("+6.8 pp – +48 pp");
});

it("writes an interval in its metric's unit, or nothing", () => {
  expect(formatInterval(sample("R_raw", { value: 0.5, interval: { low: 0.342, high: 0.742, confidence: 0.95 } }))).toBe("34.2% – 74.2%");
  expect(formatInterval(sample("R_raw"))).toBeNull();
});

it("groups metrics as they are read and loses none", () => {
  const names = ["distinct_raw", "R_raw", "Delta_rescue_p", "R_anchor_post", "R_repair_0.05_pre", "canon_coverage", "mean_distance_pre", "failed", "latency_p50", "novel"];
  expect(groupMetrics(names.map((name) => sample(name))).map(({ name, metrics }) => [name, metrics.map((member) => member.name)])).toEqual([
    ["sameness", ["R_raw", "distinct_raw"]],
    ["anchor", ["R_anchor_post", "Delta_rescue_p"]],
    ["behaviour", ["canon_coverage"]],
    ["distance", ["mean_distance_pre", "R_repair_0.05_pre"]],
    ["answers", ["failed"]],
    ["usage", ["latency_p50"]],
    ["other", ["novel"]],
  ]);
});
