import { useEffect, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { texts } from "./texts";

const QUIET_AFTER = 12_000;

/** Said when nothing has come for a while: otherwise a provider that is slow or refuses looks like a page that hangs. A new `key` begins the waiting anew. */
export const QuietNotice = () => {
  const [isQuiet, setIsQuiet] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsQuiet(true), QUIET_AFTER);
    return () => clearTimeout(timer);
  }, []);
  return <div role="status">{isQuiet && <Notice tone="info">{texts.live.quiet}</Notice>}</div>;
};
