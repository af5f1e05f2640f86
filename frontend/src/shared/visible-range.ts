import { type RefObject, startTransition, useLayoutEffect, useState } from "react";

export type Range = { first: number; last: number };
type Axis = "horizontal" | "vertical";
type Options = { count: number; size: number; axis: Axis; beyond: number };

/**
 * Which of `count` things of equal size to draw, some beyond either edge among them; all sizes in pixels. Either end moves
 * by half of what lies beyond at a time, so that not every step of a scroll draws anew. `last` is -1 when there is nothing.
 */
export const rangeInView = (offset: number, room: number, { count, size, beyond }: Omit<Options, "axis">): Range => {
  const step = Math.max(1, Math.floor(beyond / 2));
  const first = Math.min(count - 1, Math.floor(offset / size)) - beyond;
  const last = Math.floor((offset + room) / size) + beyond;
  return { first: Math.max(0, Math.floor(first / step) * step), last: Math.min(count - 1, Math.ceil(last / step) * step) };
};

const placeOf = (box: HTMLElement, axis: Axis) => (axis === "vertical" ? ([box.scrollTop, box.clientHeight] as const) : ([box.scrollLeft, box.clientWidth] as const));

const NOTHING: Range = { first: 0, last: -1 };

/** The things in view of a box that scrolls, none until it was measured; it is read again when the box is scrolled or changes its size. */
export const useVisibleRange = (box: RefObject<HTMLElement | null>, { count, size, axis, beyond }: Options): Range => {
  const [range, setRange] = useState(NOTHING);
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return undefined;
    const read = () => {
      const next = rangeInView(...placeOf(node, axis), { count, size, beyond });
      setRange((now) => (now.first === next.first && now.last === next.last ? now : next));
    };
    // The first things are many: drawn in short steps.
    startTransition(read);
    const observer = new ResizeObserver(read);
    observer.observe(node);
    node.addEventListener("scroll", read, { passive: true });
    return () => {
      observer.disconnect();
      node.removeEventListener("scroll", read);
    };
  }, [box, count, size, axis, beyond]);
  return range;
};

/** The numbers of a range, in order. */
export const placesOf = ({ first, last }: Range): number[] => Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step);
