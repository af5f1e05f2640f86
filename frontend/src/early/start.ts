export const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Resolves once what was drawn can be seen; at once where nobody looks. */
export const nextPaint = (): Promise<void> =>
  document.hidden ? Promise.resolve() : new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** Runs the page's scripts, which the start page has fetched already, one after the other: in one go they would keep a slow phone busy for too long. */
export const startPage = async (): Promise<void> => {
  for (const { href } of document.querySelectorAll<HTMLLinkElement>("link[data-start]")) {
    // oxlint-disable-next-line no-await-in-loop -- in turn
    await import(/* @vite-ignore */ href);
  }
};
