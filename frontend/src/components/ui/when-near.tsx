import { type ReactNode, useEffect, useRef, useState } from "react";
import { usePrinting } from "@/shared/printing";

const MARGIN = "150px";

/**
 * Render a part of a long page once the reader comes near it, so that a page's beginning does not wait for its end.
 * `fallback` holds its place; whoever prints the page gets all of it. While something covers the page, nothing of it is near.
 */
export const WhenNear = ({ fallback, isCovered = false, children }: { fallback: ReactNode; isCovered?: boolean; children: ReactNode }) => {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(false);
  const isPrinting = usePrinting();
  useEffect(() => {
    if (isNear || isCovered || !place.current) return;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setIsNear(true), { rootMargin: MARGIN });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isNear, isCovered]);
  return isNear || isPrinting ? children : <div ref={place} className={isCovered ? "invisible" : undefined}>{fallback}</div>;
};
