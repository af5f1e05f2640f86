// @vitest-environment node
import { buildSchema, coerceInputValue, parse, typeFromAST, validate } from "graphql";
import { describe, expect, inject, it } from "vitest";
import { examplesFor } from "./examples";
import { operationNameIn } from "./fetcher";
import { startOf } from "./start";

const schema = buildSchema(inject("schemaText"));

/** What the schema holds against an example's variables. */
const faultsOf = (query: string, variables: Record<string, unknown>): string[] => {
  const faults: string[] = [];
  for (const definition of parse(query).definitions) {
    for (const { variable, type } of "variableDefinitions" in definition ? (definition.variableDefinitions ?? []) : []) {
      const expected = typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]);
      coerceInputValue(variables[variable.name.value], expected as Parameters<typeof coerceInputValue>[1], (_, __, error) => faults.push(error.message));
    }
  }
  return faults;
};

describe("the explorer's examples", () => {
  const examples = examplesFor({ contractId: "contract", jobId: "job" });

  it("fit the schema, and their variables fit them", () => {
    expect(examples.length).toBe(5);
    for (const { query, variables } of examples) {
      expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
      expect(faultsOf(query, JSON.parse(variables ?? "{}"))).toEqual([]);
    }
  });

  it("are told from examples that do not fit", () => {
    expect(faultsOf("subscription ($after: Int!) { jobEvents(jobId: 1, after: $after) { number } }", { after: "one" })).toEqual([
      'Int cannot represent non-integer value: "one"',
    ]);
  });
});

const contract = (id: string, name: string, source: "PRESET" | "USER") =>
  ({ __typename: "ContractEdge", node: { __typename: "Contract", id, name, source } }) as const;

describe("what the examples are filled with", () => {
  it("is the preset with sample answers, not somebody's contract of the same name, and the newest job that is complete", () => {
    const start = startOf({
      viewer: { __typename: "Viewer", user: { __typename: "User", id: "1", email: "ada@example.org" } },
      contracts: { __typename: "ContractConnection", edges: [contract("a", "leap_year", "USER"), contract("b", "other", "PRESET"), contract("c", "leap_year", "PRESET")] },
      jobs: { __typename: "JobConnection", edges: [{ __typename: "JobEdge", node: { __typename: "Job", id: "newest" } }] },
    });
    expect(start).toEqual({ email: "ada@example.org", contractId: "c", jobId: "newest" });
  });

  it("is empty where there is nothing yet", () => {
    const nothing = startOf({ viewer: null, contracts: { __typename: "ContractConnection", edges: [] }, jobs: { __typename: "JobConnection", edges: [] } });
    expect(nothing).toEqual({ email: null, contractId: "", jobId: "" });
  });
});

describe("the operation that is run", () => {
  it.each([
    ["query Now { viewer { role } }", "Before", "Now"],
    ["{ viewer { role } }", "Before", undefined],
    ["query One { viewer { role } } query Two { viewer { role } }", "Two", "Two"],
  ])("of %j, when %s is asked for, is %s", (query, asked, expected) => {
    expect(operationNameIn(parse(query), asked)).toBe(expected);
  });
});
