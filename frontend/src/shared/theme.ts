import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";
export type ThemeChoice = Theme | "system";

const STORAGE_KEY = "skyt.theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

const current = (): Theme => (document.documentElement.classList.contains("dark") ? "dark" : "light");

const chosen = (): ThemeChoice => {
  const stored = localStorage.getItem(STORAGE_KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
};

const show = () => {
  const choice = chosen();
  document.documentElement.classList.toggle("dark", choice === "system" ? system.matches : choice === "dark");
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  if (listeners.size === 0) system.addEventListener("change", show);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) system.removeEventListener("change", show);
  };
};

const choose = (choice: ThemeChoice) => {
  if (choice === "system") localStorage.removeItem(STORAGE_KEY);
  else localStorage.setItem(STORAGE_KEY, choice);
  show();
};

/** The theme in use, what was chosen (remembered in this browser; `system` follows the computer as it changes), and a way to choose. */
export const useTheme = () => {
  const theme = useSyncExternalStore(subscribe, current);
  const choice = useSyncExternalStore(subscribe, chosen);
  return { theme, choice, choose };
};
