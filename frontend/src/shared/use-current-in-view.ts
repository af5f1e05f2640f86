import { type RefObject, useEffect, useRef } from "react";
import { useLocation } from "react-router";

const AFTER_LAYOUT = 100;

/** For a row of links that scrolls sideways: the one to the present page is brought into view. */
export const useCurrentInView = <Item extends HTMLElement>(): RefObject<Item | null> => {
  const row = useRef<Item>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // Once the page is laid out: to ask before would lay it out within the drawing.
    const waiting = setTimeout(() => {
      const current = row.current?.querySelector<HTMLElement>("[aria-current=page]");
      if (!row.current || !current) return;
      row.current.scrollLeft = current.offsetLeft - row.current.offsetLeft - (row.current.clientWidth - current.offsetWidth) / 2;
    }, AFTER_LAYOUT);
    return () => clearTimeout(waiting);
    // oxlint-disable-next-line react/exhaustive-deps -- which link is the current one follows from the path
  }, [pathname]);
  return row;
};
