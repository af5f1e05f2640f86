import { startTransition, useEffect, useState } from "react";
import { whenIdle } from "./when-idle";

/** True once the browser has had nothing to do since the component was drawn: for what nobody needs at once. */
export const useIdle = (): boolean => {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    let isThere = true;
    whenIdle(() => isThere && startTransition(() => setIsIdle(true)));
    return () => {
      isThere = false;
    };
  }, []);
  return isIdle;
};
