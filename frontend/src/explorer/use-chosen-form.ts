import { useRef, useState } from "react";
import type { Example } from "./examples";

const STORAGE_KEY = "skyt.explorer";
const GRAPHIQL = "graphiql";

const remember = (isGraphiql: boolean) => {
  if (isGraphiql) localStorage.setItem(STORAGE_KEY, GRAPHIQL);
  else localStorage.removeItem(STORAGE_KEY);
};

/** Which form the explorer has: the plain one, or GraphiQL for who chose it, remembered in this browser. What is written in one is handed to the other. */
export const useChosenForm = () => {
  const [form, setForm] = useState<{ isGraphiql: boolean; written?: Example }>(() => ({ isGraphiql: localStorage.getItem(STORAGE_KEY) === GRAPHIQL }));
  const latest = useRef<Example>(undefined);
  const handleWritten = (example: Example) => {
    latest.current = example;
  };
  const choose = (isGraphiql: boolean) => {
    remember(isGraphiql);
    setForm({ isGraphiql, written: latest.current });
  };
  return { ...form, handleWritten, choose };
};
