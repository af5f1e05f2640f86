import { useEffect, useLayoutEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";

const places = new Map<string, number>();

const scrollToPart = (hash: string): void => document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();

/** Where the reader was on a page is where going back leads; another page begins at its top, the same page with another search stays where it is. */
export const useScrollPlaces = (): void => {
  const { key, pathname, hash } = useLocation();
  const isBack = useNavigationType() === "POP";
  const page = useRef(pathname);
  useEffect(() => {
    // The browser's own way comes before the page has been drawn again. A page that is left for good or loaded anew is the browser's.
    const handOver = () => void (window.history.scrollRestoration = "auto");
    window.history.scrollRestoration = "manual";
    window.addEventListener("pagehide", handOver);
    return () => window.removeEventListener("pagehide", handOver);
  }, []);
  useLayoutEffect(() => {
    const isOther = page.current !== pathname;
    page.current = pathname;
    if (isBack && places.has(key)) window.scrollTo(0, places.get(key) ?? 0);
    else if (hash) scrollToPart(hash);
    else if (isOther) window.scrollTo(0, 0);
  }, [key, pathname, hash, isBack]);
  useEffect(() => {
    const note = () => void places.set(key, window.scrollY);
    window.addEventListener("scroll", note, { passive: true });
    return () => window.removeEventListener("scroll", note);
  }, [key]);
};
