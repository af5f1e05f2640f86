import { type ReactNode, type RefObject, startTransition, useLayoutEffect, useRef, useState } from "react";
import { placesOf, useVisibleRange } from "@/shared/visible-range";

const DOT = 34;
const ROWS_BEYOND_VIEW = 6;

type VirtualDotsProps = { count: number; place: number; dotAt: (index: number) => ReactNode };

/** How many dots a row takes; null until the box was measured. */
const useColumns = (box: RefObject<HTMLElement | null>): number | null => {
  const [columns, setColumns] = useState<number | null>(null);
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return undefined;
    const measure = () => setColumns(Math.max(1, Math.floor(node.clientWidth / DOT)));
    startTransition(measure);
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [box]);
  return columns;
};

const rowsIn = (count: number, columns: number | null): number => (columns === null ? 0 : Math.ceil(count / columns));

type RowProps = Pick<VirtualDotsProps, "count" | "dotAt"> & { row: number; columns: number };

const Row = ({ row, columns, count, dotAt }: RowProps) => (
  <div className="absolute inset-x-0 top-0 flex gap-1.5 p-0.5" style={{ transform: `translateY(${row * DOT}px)` }}>
    {Array.from({ length: Math.min(columns, count - row * columns) }, (_, column) => dotAt(row * columns + column))}
  </div>
);

/** Very many dots in a box that scrolls: only the rows in view are drawn, and the row of the dot that has the focus. */
export const VirtualDots = ({ count, place, dotAt }: VirtualDotsProps) => {
  const box = useRef<HTMLDivElement>(null);
  const columns = useColumns(box);
  const rows = rowsIn(count, columns);
  const inView = placesOf(useVisibleRange(box, { count: rows, size: DOT, axis: "vertical", beyond: ROWS_BEYOND_VIEW }));
  const shown = columns === null ? [] : [...new Set([...inView, Math.floor(place / columns)])].toSorted((one, other) => one - other);
  return (
    <div ref={box} className="h-[22rem] overflow-y-auto rounded-md border border-line bg-sunken p-2">
      <div className="relative" style={{ height: rows * DOT }}>
        {shown.map((row) => columns !== null && <Row key={row} row={row} columns={columns} count={count} dotAt={dotAt} />)}
      </div>
    </div>
  );
};
