const EXAMPLE = `id: my_rules
version: 1.0.0
title: My rules
description: What these rules are for.
kinds:
- python
rules:
- id: no-recursion
  name: No recursion
  description: A function does not call itself, directly or through others.
  severity: mandatory
  detector: recursion
`;

/** A first set to change: one rule that a detector decides. */
export const newDraft = (): string => EXAMPLE;

/** A set of one's own that begins as the copy of another, under another name. */
export const copyDraft = (document: string): string =>
  document.replace(/^source: .*\n/m, "").replace(/^id: (.*)$/m, "id: my_$1").replace(/^version: .*$/m, "version: 1.0.0");

const nextMinor = (version: string): string => version.replace(/^(\d+)\.(\d+)\..*$/, (_, major: string, minor: string) => `${major}.${Number(minor) + 1}.0`);

/** The next version of a set: the same document under the next minor number. */
export const versionDraft = (document: string): string => document.replace(/^version: (.*)$/m, (_, version: string) => `version: ${nextMinor(version)}`);
