import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { usePrinting } from "@/shared/printing";

const COLUMN = 32;
const COLUMNS_BEYOND_VIEW = 8;
/** Up to so many columns all are drawn: then the page's search and the printer find them. */
const FEW = 60;

export type VisibleColumns = { places: readonly number[]; before: number; after: number };

/** Which columns of a wide table to draw, and the room that the others take before and after them, in pixels. */
export const useVisibleColumns = (count: number) => {
  const box = useRef<HTMLDivElement>(null);
  const isPrinting = usePrinting();
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is memoized, and no compiler is used
  const virtualizer = useVirtualizer({ horizontal: true, count, getScrollElement: () => box.current, estimateSize: () => COLUMN, overscan: COLUMNS_BEYOND_VIEW });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const columns: VisibleColumns =
    count <= FEW || isPrinting || !first || !last
      ? { places: Array.from({ length: Math.min(count, isPrinting ? count : FEW) }, (_, place) => place), before: 0, after: 0 }
      : { places: items.map(({ index }) => index), before: first.start, after: (count - 1 - last.index) * COLUMN };
  return { box, columns };
};
