import { useEffect, useState } from "react";

/** A value once it has not changed for so many milliseconds; values are told apart by `key`. */
export const useSettled = <Value>(value: Value, key: string, after: number): Value => {
  const [settled, setSettled] = useState({ value, key });
  useEffect(() => {
    if (settled.key === key) return undefined;
    const timer = setTimeout(() => setSettled({ value, key }), after);
    return () => clearTimeout(timer);
  }, [value, key, settled.key, after]);
  return settled.value;
};
