import { type RefObject, useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** For a row of links that scrolls sideways: the one to the present page is brought into view. */
export const useCurrentInView = <Item extends HTMLElement>(): RefObject<Item | null> => {
  const row = useRef<Item>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (!row.current || !current) return;
    row.current.scrollLeft = current.offsetLeft - row.current.offsetLeft - (row.current.clientWidth - current.offsetWidth) / 2;
    // oxlint-disable-next-line react/exhaustive-deps -- which link is the current one follows from the path
  }, [pathname]);
  return row;
};
