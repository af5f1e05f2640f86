/** Resolves in a task of its own, so that the browser can answer to the reader before what comes after. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
