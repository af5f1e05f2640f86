import { useCallback } from "react";
import { useSearchParams } from "react-router";

export type Grouping = "form" | "behaviour";

/** Change one part of a view's address and keep the others; null takes it away. */
export const withPart = (search: URLSearchParams, name: string, value: string | null): URLSearchParams => {
  const changed = new URLSearchParams(search);
  if (value === null) changed.delete(name);
  else changed.set(name, value);
  return changed;
};

/** The run whose panel is open; it is part of the address. */
export const useOpenRun = () => {
  const [search, setSearch] = useSearchParams();
  const runIndex = search.has("run") ? Number(search.get("run")) : null;
  const isOpen = runIndex !== null;
  const openRun = useCallback(
    (index: number) => setSearch((now) => withPart(now, "run", String(index)), { replace: isOpen }),
    [setSearch, isOpen],
  );
  const closeRun = () => setSearch((now) => withPart(now, "run", null), { replace: true });
  return { runIndex, openRun, closeRun };
};

/** How the outputs are grouped; it is part of the address. */
export const useGrouping = () => {
  const [search, setSearch] = useSearchParams();
  const grouping: Grouping = search.get("by") === "behaviour" ? "behaviour" : "form";
  const groupBy = (chosen: Grouping) =>
    setSearch((now) => withPart(now, "by", chosen === "form" ? null : chosen), { replace: true });
  return { grouping, groupBy };
};

/** The number whose runs are marked among the dots; it is part of the address. */
export const useMark = () => {
  const [search, setSearch] = useSearchParams();
  const mark = (name: string | null) => setSearch((now) => withPart(now, "mark", name), { replace: true });
  return { marked: search.get("mark"), mark };
};
