import address from "../fonts.css?url";
import { whenIdle } from "./when-idle";

/** Read by theme.js as well, which asks for the fonts at once where they are kept. */
const STORAGE_KEY = "skyt.fonts";
const LOOK_EVERY = 100;
const LONGEST_WAIT = 5_000;

const isLoading = (): boolean => [...document.querySelectorAll(".boot, [role=status] .animate-pulse")].some((place) => place.getBoundingClientRect().top < window.innerHeight);

const load = (): void => {
  if (document.querySelector(`link[href="${address}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  link.addEventListener("load", () => localStorage.setItem(STORAGE_KEY, address));
  document.head.append(link);
};

/** Fetch the page's fonts once its first content is drawn, in the system's own until then; later visits have them from the start. */
export const loadFonts = (since = performance.now()): void =>
  whenIdle(() => {
    if (isLoading() && performance.now() - since < LONGEST_WAIT) setTimeout(() => loadFonts(since), LOOK_EVERY);
    else load();
  });
