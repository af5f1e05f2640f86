import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";

const DOT = 34;
const ROWS_BEYOND_VIEW = 6;

type VirtualDotsProps = { count: number; place: number; dotAt: (index: number) => ReactNode };

const useColumns = (box: { readonly current: HTMLElement | null }): number => {
  const [columns, setColumns] = useState(20);
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
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
  const rowInFocus = Math.floor(place / columns);
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is memoized, and no compiler is used
  const rows = useVirtualizer({
    count: Math.ceil(count / columns),
    getScrollElement: () => box.current,
    estimateSize: () => DOT,
    overscan: ROWS_BEYOND_VIEW,
    rangeExtractor: (range: Range) => [...new Set([...defaultRangeExtractor(range), rowInFocus])].toSorted((one, other) => one - other),
  });
  return (
    <div ref={box} className="max-h-[22rem] overflow-y-auto rounded-md border border-line bg-sunken p-2">
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <div key={index} className="absolute inset-x-0 top-0 flex gap-1.5 p-0.5" style={{ transform: `translateY(${start}px)` }}>
            {Array.from({ length: Math.min(columns, count - index * columns) }, (_, column) => dotAt(index * columns + column))}
          </div>
        ))}
      </div>
    </div>
  );
};
