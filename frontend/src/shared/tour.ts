import { useSyncExternalStore } from "react";

const STORAGE_KEY = "skyt.tour";
const listeners = new Set<() => void>();

const current = (): number | null => {
  const stored = localStorage.getItem(STORAGE_KEY);
  return stored === null ? null : Number(stored);
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Go to a step of the guided tour, counted from 0; null ends it. It is remembered in this browser, so that a reload goes on. */
export const goToTourStep = (step: number | null): void => {
  if (step === null) localStorage.removeItem(STORAGE_KEY);
  else localStorage.setItem(STORAGE_KEY, String(step));
  for (const listener of listeners) listener();
};

/** The step of the guided tour that is shown; null while nobody takes it. */
export const useTourStep = (): number | null => useSyncExternalStore(subscribe, current);
