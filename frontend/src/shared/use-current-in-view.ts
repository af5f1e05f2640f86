import { type RefObject, useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** What the fading end of the row covers counts as out of view. */
const FADING = "0px -32px 0px 0px";

const middleOf = ({ left, width }: DOMRectReadOnly): number => left + width / 2;

/** For a row of links that scrolls sideways: the one to the present page is brought into view where it is not. */
export const useCurrentInView = <Item extends HTMLElement>(): RefObject<Item | null> => {
  const row = useRef<Item>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const root = row.current;
    const current = root?.querySelector("[aria-current=page]");
    if (!root || !current) return undefined;
    // Told by the browser when it has laid out the page: to ask would make it do so at once.
    const observer = new IntersectionObserver(
      ([seen]) => {
        observer.disconnect();
        if (seen?.rootBounds && seen.intersectionRatio < 1) root.scrollBy({ left: middleOf(seen.boundingClientRect) - middleOf(seen.rootBounds) });
      },
      { root, rootMargin: FADING },
    );
    observer.observe(current);
    return () => observer.disconnect();
    // oxlint-disable-next-line react/exhaustive-deps -- which link is the current one follows from the path
  }, [pathname]);
  return row;
};
