// @vitest-environment node
import { buildSchema, isAbstractType } from "graphql";
import { expect, inject, it } from "vitest";
import { possibleTypes } from "./possible-types";

it("names every interface and union of the schema with exactly its members", () => {
  const schema = buildSchema(inject("schemaText"));
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
  const members = abstract.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name).toSorted()]);
  expect(possibleTypes).toEqual(Object.fromEntries(members));
});
