import { converted } from "@/components/editor/convert";

const EXAMPLE = `id: my_contract
version: 1.0.0
kind: python
title: Double a number
prompt: Write a Python function double(n) that returns twice the number n. Answer with the code only.
function_name: double
oracle_tests:
- description: two
  arguments:
  - 2
  expected: 4
`;

export const newDraft = (): string => EXAMPLE;

/** A contract's document as YAML. */
export const asYaml = (document: unknown): string => converted(JSON.stringify(document), "YAML") ?? "";

export const copyDraft = (document: string): string => document.replace(/^id: (.*)$/m, "id: my_$1").replace(/^version: .*$/m, "version: 1.0.0");

const nextMinor = (version: string): string => version.replace(/(\d+)\.(\d+)\.\d+/, (_, major: string, minor: string) => `${major}.${Number(minor) + 1}.0`);

export const versionDraft = (document: string): string => document.replace(/^version: .*$/m, nextMinor);
