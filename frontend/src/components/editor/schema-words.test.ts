import { expect, it } from "vitest";
import { keysAt } from "./schema-words";

it("knows the keys of an object that has several forms", () => {
  const schema = { properties: { tests: { items: { oneOf: [{ properties: { call: {} } }, { properties: { pointer: {} } }] } } } };
  expect(keysAt(schema, ["tests", "*"]).map(({ label }) => label)).toEqual(["call", "pointer"]);
});
