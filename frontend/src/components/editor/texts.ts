export const texts = {
  format: "Written as",
  formats: { YAML: "YAML", JSON: "JSON" },
  checking: "Checking",
  faults: (count: number) => (count === 1 ? "One thing is wrong" : `${count} things are wrong`),
  atLine: (line: number) => `Line ${line}`,
  inDocument: "In the document",
  notConverted: "It cannot be read as it is now, so it stays as it is written.",
  kept: "This is what you wrote here before and did not save.",
  beginAnew: "Begin anew",
  saving: "Saving",
} as const;
