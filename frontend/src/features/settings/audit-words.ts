import { texts } from "./texts";

const { nouns, verbs, special } = texts.audit;

/** What was done, in words; an action that this page does not know yet stays as the service names it. */
export const actionWords = (action: string): string => {
  const [noun = "", verb = ""] = action.split(".");
  const known = nouns[noun] && verbs[verb] ? `${nouns[noun]} ${verbs[verb]}` : action;
  return special[action] ?? known;
};

/** Every action that one can look for, by its words. */
export const ACTIONS: readonly (readonly [string, string])[] = Object.keys(nouns)
  .flatMap((noun) => Object.keys(verbs).map((verb) => `${noun}.${verb}`))
  .map((action) => [action, actionWords(action)] as const)
  .toSorted(([, one], [, other]) => one.localeCompare(other));

const isTold = (value: unknown): value is string | number | boolean => ["string", "number", "boolean"].includes(typeof value);

/** What the entry says of it: the parts of `details` that are words, numbers or yes and no. */
export const detailWords = (details: unknown): string => {
  if (typeof details !== "object" || details === null) return "";
  return Object.entries(details)
    .filter((entry): entry is [string, string | number | boolean] => isTold(entry[1]) && !entry[0].endsWith("_id"))
    .map(([name, value]) => texts.audit.details[name]?.(value) ?? `${name.replaceAll("_", " ")} ${value}`)
    .filter((words) => words !== "")
    .join(" · ");
};
