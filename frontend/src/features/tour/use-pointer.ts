import { useEffect } from "react";

const MARK = "data-tour-target";

const isTall = (element: Element): boolean => element.getBoundingClientRect().height > window.innerHeight / 2;

/** Mark the first element that a selector finds, as soon as the page has it, and bring it into view. */
export const usePointer = (selector: string): void => {
  useEffect(() => {
    let marked: Element | undefined;
    const point = () => {
      const found = document.querySelector(selector) ?? undefined;
      if (found === marked) return;
      marked?.removeAttribute(MARK);
      marked = found;
      marked?.setAttribute(MARK, "");
      if (marked) marked.scrollIntoView({ block: isTall(marked) ? "start" : "center" });
    };
    point();
    const observer = new MutationObserver(point);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      marked?.removeAttribute(MARK);
    };
  }, [selector]);
};
