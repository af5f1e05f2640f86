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
    window.addEventListener("keydown", handleKeyDown);
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

const LOADING = '[role="status"] .animate-pulse';
const LOOK_EVERY = 50;
const LONGEST_WAIT = 10_000;

const isEverythingThere = () => document.querySelector(LOADING) === null;

/** Print the page once all of it is there: parts that were never in view are fetched first, which the browser's own command does not wait for. */
export const printWhole = async (): Promise<void> => {
  setPrinting(true);
  for (let waited = 0; waited < LONGEST_WAIT; waited += LOOK_EVERY) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    if (isEverythingThere()) break;
  }
  window.print();
};

/** The browser's own command for printing, Ctrl+P, would not wait either. */
const handleKeyDown = (event: KeyboardEvent) => {
  if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  void printWhole();
};
