import { describe, expect, it } from "vitest";
import { withPart } from "./view-state";

describe("a view's address", () => {
  it("changes one part and keeps the others", () => {
    const search = new URLSearchParams("by=behaviour&run=3");
    expect(withPart(search, "run", "4").toString()).toBe("by=behaviour&run=4");
    expect(withPart(search, "run", null).toString()).toBe("by=behaviour");
    expect(search.toString()).toBe("by=behaviour&run=3");
  });
});
