// @vitest-environment node
import { expect, it } from "vitest";
import { matches } from "./contract-field";

it("finds a contract by any words of its title or name", () => {
  const contract = { title: "Check if brackets are balanced", name: "balanced_brackets" };
  expect(["", "BRACKETS", "balanced check", "balanced_b"].map((search) => matches(contract, search))).toEqual([true, true, true, true]);
  expect(["fibonacci", "brackets fibonacci"].map((search) => matches(contract, search))).toEqual([false, false]);
});
