import { useSyncExternalStore } from "react";

let isOpen = false;
const listeners = new Set<() => void>();

export const setSocketOpen = (open: boolean): void => {
  isOpen = open;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether the page's one socket is connected and accepted. */
export const useSocketOpen = (): boolean => useSyncExternalStore(subscribe, () => isOpen);
