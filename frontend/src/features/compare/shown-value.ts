import { texts } from "./texts";

/** A value of a configuration in words; what is not set is said. */
export const shownValue = (value: unknown): string => (value === null ? texts.configuration.nothing : typeof value === "string" ? value : JSON.stringify(value));
