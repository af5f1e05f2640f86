import { startTransition, useEffect, useState } from "react";

/** True from the step after the one in which `isDrawn` was first so: for what may be drawn after something that must not wait for it. */
export const useNextStep = (isDrawn: boolean): boolean => {
  const [isNext, setIsNext] = useState(false);
  useEffect(() => {
    if (isDrawn) startTransition(() => setIsNext(true));
  }, [isDrawn]);
  return isNext;
};
