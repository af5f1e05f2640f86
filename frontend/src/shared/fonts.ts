import address from "../fonts.css?url";

/** Read by theme.js as well, which asks for the fonts at once where they are kept. */
const STORAGE_KEY = "skyt.fonts";

/** Fetch the page's fonts, if that has not been done. A first visit reads in the system's own until then; later ones have them from the start. */
export const loadFonts = (): void => {
  if (document.querySelector(`link[href="${address}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  link.addEventListener("load", () => localStorage.setItem(STORAGE_KEY, address));
  document.head.append(link);
};
