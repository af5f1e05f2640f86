import { describe, expect, it } from "vitest";
import { unifiedDiff } from "./anchor-diff";

describe("the difference from the anchor", () => {
  it("keeps every line and marks what came and went", () => {
    expect(unifiedDiff("def f(a):\n    b = a\n    return b\n", "def f(a):\n    return a\n")).toBe(" def f(a):\n-    b = a\n-    return b\n+    return a");
  });

  it("is empty for the anchor itself, and says nothing about a missing last line end", () => {
    expect(unifiedDiff("x\n", "x\n")).toBe("");
    expect(unifiedDiff("x", "y")).toBe("-x\n+y");
  });
});
