import { CombinedGraphQLErrors, ServerError } from "@apollo/client";
import { texts } from "./texts";

const TOO_LARGE = 413;

/** Why the service refuses what it was asked for, as a word that pages can rely on; null where it refuses nothing. */
export const refusalCode = (error: unknown): unknown => (CombinedGraphQLErrors.is(error) ? (error.errors[0]?.extensions?.["code"] ?? null) : null);

/** What to tell a reader about a failed request: a title, and what is known or can be done. */
export const describeError = (error: unknown): { title: string; hint: string } => {
  if (CombinedGraphQLErrors.is(error)) {
    return { title: texts.unexpected.title, hint: error.errors.map(({ message }) => message).join(" ") };
  }
  if (ServerError.is(error) && error.statusCode === TOO_LARGE) return texts.tooLarge;
  if (ServerError.is(error) && error.statusCode < 502) {
    return { title: texts.unexpected.title, hint: texts.unexpected.status(error.statusCode) };
  }
  return texts.unreachable;
};
