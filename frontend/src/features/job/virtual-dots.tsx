import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { placesOf, useVisibleRange } from "@/shared/visible-range";

const DOT = 34;
const ROWS_BEYOND_VIEW = 6;

type VirtualDotsProps = { count: number; place: number; dotAt: (index: number) => ReactNode };

const useColumns = (box: RefObject<HTMLElement | null>): number => {
  const [columns, setColumns] = useState(20);
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return undefined;
    const measure = () => setColumns(Math.max(1, Math.floor(node.clientWidth / DOT)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [box]);
  return columns;
};

/** Very many dots in a box that scrolls: only the rows in view are drawn, and the row of the dot that has the focus. */
export const VirtualDots = ({ count, place, dotAt }: VirtualDotsProps) => {
  const box = useRef<HTMLDivElement>(null);
  const columns = useColumns(box);
  const rows = Math.ceil(count / columns);
  const inView = placesOf(useVisibleRange(box, { count: rows, size: DOT, axis: "vertical", beyond: ROWS_BEYOND_VIEW }));
  const shown = [...new Set([...inView, Math.floor(place / columns)])].toSorted((one, other) => one - other);
  return (
    <div ref={box} className="max-h-[22rem] overflow-y-auto rounded-md border border-line bg-sunken p-2">
      <div className="relative" style={{ height: rows * DOT }}>
        {shown.map((row) => (
          <div key={row} className="absolute inset-x-0 top-0 flex gap-1.5 p-0.5" style={{ transform: `translateY(${row * DOT}px)` }}>
            {Array.from({ length: Math.min(columns, count - row * columns) }, (_, column) => dotAt(row * columns + column))}
          </div>
        ))}
      </div>
    </div>
  );
};
