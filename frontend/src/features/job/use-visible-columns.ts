import { useRef } from "react";
import { usePrinting } from "@/shared/printing";
import { placesOf, useVisibleRange } from "@/shared/visible-range";

const COLUMN = 32;
const COLUMNS_BEYOND_VIEW = 8;
/** Up to so many columns all are drawn: then the page's search and the printer find them. */
const FEW = 60;

export type VisibleColumns = { places: readonly number[]; before: number; after: number };

/** Which columns of a wide table to draw, and the room that the others take before and after them, in pixels. */
export const useVisibleColumns = (count: number) => {
  const box = useRef<HTMLDivElement>(null);
  const isPrinting = usePrinting();
  const range = useVisibleRange(box, { count, size: COLUMN, axis: "horizontal", beyond: COLUMNS_BEYOND_VIEW });
  const { first, last } = count <= FEW || isPrinting ? { first: 0, last: count - 1 } : range;
  const columns: VisibleColumns = { places: placesOf({ first, last }), before: first * COLUMN, after: (count - 1 - last) * COLUMN };
  return { box, columns };
};
