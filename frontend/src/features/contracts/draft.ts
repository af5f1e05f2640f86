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

/** What a contract's document, written by the service, says of the domain; null where it says nothing. */
export const domainOf = (document: string): string | null => {
  const [, part = null] = /^domain:\n((?:[ ].*\n?)+)/m.exec(document) ?? [];
  return part && part.replace(/^ {2}/gm, "").trimEnd();
};

export const copyDraft = (document: string): string => document.replace(/^id: (.*)$/m, "id: my_$1").replace(/^version: .*$/m, "version: 1.0.0");

const nextMinor = (version: string): string => version.replace(/(\d+)\.(\d+)\.\d+/, (_, major: string, minor: string) => `${major}.${Number(minor) + 1}.0`);

export const versionDraft = (document: string): string => document.replace(/^version: .*$/m, nextMinor);
