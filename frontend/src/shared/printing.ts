import { useSyncExternalStore } from "react";

let isPrinting = false;
const listeners = new Set<() => void>();

const setPrinting = (printing: boolean) => {
  isPrinting = printing;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  if (listeners.size === 0) {
    window.addEventListener("beforeprint", handleBefore);
    window.addEventListener("afterprint", handleAfter);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

const handleBefore = () => setPrinting(true);
const handleAfter = () => setPrinting(false);

/** Whether the page is being printed: then everything is shown, whatever is in view. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => isPrinting);
