// Writes the schema's interfaces and unions with their members for the cache; `npm run codegen` runs it.
import { readFileSync, writeFileSync } from "node:fs";
import { buildSchema, isAbstractType } from "graphql";

const schema = buildSchema(readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"));
const lines = Object.values(schema.getTypeMap())
  .filter(isAbstractType)
  .toSorted((one, other) => (one.name < other.name ? -1 : 1))
  .map((type) => {
    const names = schema.getPossibleTypes(type).map(({ name }) => name);
    return `  ${type.name}: [${names.toSorted().map((name) => JSON.stringify(name)).join(", ")}],\n`;
  });
const text = `/** The schema's interfaces and unions with their members; \`npm run codegen\` writes this file, a test holds it against schema.graphql. */
export const possibleTypes: Record<string, string[]> = {
${lines.join("")}};
`;
writeFileSync(new URL("../src/shared/apollo/possible-types.ts", import.meta.url), text);
