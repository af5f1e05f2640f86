const LONGEST_WAIT = 1_000;
/** For browsers that do not tell when they have nothing to do. */
const SHORT_WHILE = 50;

/** Call back when the browser has nothing else to do, after a second at the latest. */
export const whenIdle = (then: () => void): void => {
  if ("requestIdleCallback" in window) requestIdleCallback(then, { timeout: LONGEST_WAIT });
  else setTimeout(then, SHORT_WHILE);
};
