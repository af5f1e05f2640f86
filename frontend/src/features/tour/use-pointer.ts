import { useEffect } from "react";

const MARK = "data-tour-target";
/** What a reader does who wants to look elsewhere. */
const LOOKS_ELSEWHERE = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

/** Where the panel lies over the lower half of the page, and for what is tall, the upper edge is the place to be. */
const blockFor = (element: Element): ScrollLogicalPosition => {
  const isTall = element.getBoundingClientRect().height > window.innerHeight / 2;
  return isTall || window.matchMedia("(max-width: 40rem)").matches ? "start" : "center";
};

/** Mark the first element that a selector finds, as soon as the page has it, and keep it in view while the page fills, until its reader looks elsewhere. */
export const usePointer = (selector: string): void => {
  useEffect(() => {
    let marked: Element | undefined;
    const leaves = new AbortController();
    const looksElsewhere = new AbortController();
    const point = () => {
      const found = document.querySelector(selector) ?? undefined;
      if (found !== marked) {
        marked?.removeAttribute(MARK);
        marked = found;
        marked?.setAttribute(MARK, "");
      }
      if (marked && !looksElsewhere.signal.aborted) marked.scrollIntoView({ block: blockFor(marked) });
    };
    for (const kind of LOOKS_ELSEWHERE) window.addEventListener(kind, () => looksElsewhere.abort(), { passive: true, signal: leaves.signal });
    point();
    const observer = new MutationObserver(point);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      leaves.abort();
      observer.disconnect();
      marked?.removeAttribute(MARK);
    };
  }, [selector]);
};
