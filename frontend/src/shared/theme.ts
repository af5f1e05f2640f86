import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

const STORAGE_KEY = "skyt.theme";
const listeners = new Set<() => void>();

const current = (): Theme => (document.documentElement.classList.contains("dark") ? "dark" : "light");

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const apply = (theme: Theme) => {
  document.documentElement.classList.toggle("dark", theme === "dark");
  localStorage.setItem(STORAGE_KEY, theme);
  for (const listener of listeners) listener();
};

/** The theme in use and a way to choose the other one; the choice is remembered in this browser. */
export const useTheme = () => {
  const theme = useSyncExternalStore(subscribe, current);
  return { theme, toggleTheme: () => apply(theme === "dark" ? "light" : "dark") };
};
