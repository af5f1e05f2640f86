const PREFIX = "skyt.draft ";

/** A document as far as it was written. */
export type KeptDraft = { text: string; format: "YAML" | "JSON" };

const isDraft = (value: unknown): value is KeptDraft =>
  typeof value === "object" && value !== null && "text" in value && typeof value.text === "string" && "format" in value && (value.format === "YAML" || value.format === "JSON");

/** What was written at an address in this tab and not saved. */
export const keptDraft = (address: string): KeptDraft | undefined => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(PREFIX + address) ?? "null");
    return isDraft(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
};

/** Keep what is being written, so that a session that runs out or a page that is left does not lose it. It stays in this tab and ends with it. */
export const keepDraft = (address: string, draft: KeptDraft): void => {
  try {
    sessionStorage.setItem(PREFIX + address, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing, or is full: the draft lives as long as the page does.
  }
};

export const dropDraft = (address: string): void => sessionStorage.removeItem(PREFIX + address);

/** Forget everything that was written in this tab: whoever signs in next is perhaps somebody else. */
export const dropDrafts = (): void => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
};
