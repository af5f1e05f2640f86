/** Catalogues that give each entry an address which stays: what a reference is called there, and where that leads. */
const CATALOGUES: readonly [RegExp, (number: string, section: string | undefined) => string][] = [
  [/^CWE-(\d+)$/, (number) => `https://cwe.mitre.org/data/definitions/${number}.html`],
  [/^PEP (\d+)(?:, .+)?$/, (number) => `https://peps.python.org/pep-${number.padStart(4, "0")}/`],
  [/^RFC (\d+)(?:, section ([\d.]+))?$/, (number, section) => `https://www.rfc-editor.org/rfc/rfc${number}${section ? `#section-${section}` : ""}`],
];

/** Where a reference leads: an address itself, or the place of an entry in its catalogue; undefined where there is none for everybody. */
export const addressOf = (text: string): string | undefined => {
  if (/^https?:\/\/\S+$/.test(text)) return text;
  for (const [pattern, link] of CATALOGUES) {
    const [, number, section] = pattern.exec(text) ?? [];
    if (number) return link(number, section);
  }
  return undefined;
};

/** A reference as it is written, as a link where it has a public address. */
export const Reference = ({ text }: { text: string }) => {
  const address = addressOf(text);
  return address ? (
    <a href={address} rel="noreferrer" target="_blank" className="wrap-anywhere text-accent underline">
      {text}
    </a>
  ) : (
    text
  );
};
