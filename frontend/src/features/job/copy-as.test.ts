// @vitest-environment node
import { buildSchema, parse, validate } from "graphql";
import { expect, inject, it } from "vitest";
import { asCommand, asCurl, asGraphql, type Configured, shellWord, submissionOf } from "./copy-as";

const job = {
  numRuns: 5,
  contract: { id: "c1", name: "fibonacci", version: "1.0.0" },
  restrictionSets: [{ id: "r1", name: "nasa", version: "1.0.0" }],
  pins: { __typename: "Pins", provider: "sample", model: "it's a pool", temperature: 0.7, topP: null, seed: null, maxTokens: null, systemPrompt: null, stop: [], endpoint: null },
  analyses: [],
} as unknown as Configured;

it("writes a command that a shell reads as it was meant", () => {
  expect(asCommand(job, "http://127.0.0.1:8700")).toBe(
    [
      "skyt run \\",
      "  --server http://127.0.0.1:8700 \\",
      "  --contract fibonacci@1.0.0 \\",
      "  --provider sample \\",
      `  --model 'it'\\''s a pool' \\`,
      "  --runs 5 \\",
      "  --temperature 0.7 \\",
      "  --restriction-set nasa@1.0.0",
    ].join("\n"),
  );
  expect(["plain-1.0@x", "two words", `a 'b' "$c"`, ""].map(shellWord)).toEqual(["plain-1.0@x", "'two words'", `'a '\\''b'\\'' "$c"'`, "''"]);
});

it("carries every pin and analysis that was set", () => {
  const endpoint = { __typename: "Endpoint", url: "https://x.org/run", body: { input: "{prompt}" }, responsePath: "/output", keyHeader: "authorization" };
  const pinned = { ...job, analyses: ["all", "properties"], pins: { ...job.pins, topP: 0.5, maxTokens: 90, systemPrompt: "Be short.", stop: ["END"], endpoint } } as Configured;
  const { __typename, ...asked } = endpoint;
  expect(asCommand(pinned, "http://x").split(" \\\n").slice(7)).toEqual([
    "  --top-p 0.5",
    "  --max-tokens 90",
    "  --system-prompt 'Be short.'",
    "  --stop END",
    `  --endpoint '${JSON.stringify(asked)}'`,
    "  --analysis all",
    "  --analysis properties",
    "  --restriction-set nasa@1.0.0",
  ]);
  expect(submissionOf(pinned)).toMatchObject({ analyses: ["all", "properties"], pins: { topP: 0.5, endpoint: asked } });
});

it("leaves out what is not pinned", () => {
  expect(submissionOf(job)).toEqual({ contractId: "c1", restrictionSetIds: ["r1"], numRuns: 5, pins: { provider: "sample", model: "it's a pool", temperature: 0.7 } });
});

it("writes a mutation that the schema accepts, and a request that carries it", () => {
  const [mutation = "", variables = ""] = asGraphql(job).split("\n\n# Variables\n");
  expect(validate(buildSchema(inject("schemaText")), parse(mutation))).toEqual([]);
  expect(JSON.parse(variables)).toEqual({ input: submissionOf(job) });
  const body = /-d '(.*)'$/s.exec(asCurl(job, "http://x"))?.[1]?.replaceAll(`'\\''`, "'") ?? "";
  expect((JSON.parse(body) as { variables: unknown }).variables).toEqual({ input: submissionOf(job) });
  expect(asCurl(job, "http://x").split(" \\\n")[0]).toBe("curl http://x/graphql");
});
