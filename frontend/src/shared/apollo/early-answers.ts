import type { ApolloClient, DocumentNode } from "@apollo/client";
import { Kind } from "graphql";
import { nextTask } from "@/shared/next-task";

declare global {
  interface Window {
    /** Answers that were asked for before the client was there, each under its operation's name and variables. */
    skytEarlyAnswers?: Map<string, Promise<Response>>;
  }
}

/** Answers older than this are not what the service would say now. */
const KEPT_FOR = 5_000;

/** A page that waits longer for its data shows what it is in the meantime. */
const LONGEST_WAIT = 500;

const nameOf = ({ definitions }: DocumentNode): string => definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)?.name?.value ?? "";

const keyOf = (body: unknown): string => {
  const { operationName, variables } = JSON.parse(String(body)) as { operationName: string; variables: unknown };
  return `${operationName} ${JSON.stringify(variables)}`;
};

const take = (body: unknown): Promise<Response> | undefined => {
  const answers = window.skytEarlyAnswers;
  if (!answers || answers.size === 0) return undefined;
  const key = keyOf(body);
  const answer = answers.get(key);
  answers.delete(key);
  return answer;
};

/** Resolves when everything that was asked for early has been answered; never fails. */
export const earlyAnswersCame = async (): Promise<void> => void (await Promise.allSettled(window.skytEarlyAnswers?.values() ?? []));

/** From soon on, nothing is taken from what was asked for early. */
export const forgetEarlyAnswers = (): void => void setTimeout(() => window.skytEarlyAnswers?.clear(), KEPT_FOR);

type Answer = { data?: Record<string, unknown>; errors?: unknown };

/** The data of an answer in which nothing failed; the response stays whole for who takes it. */
const dataOf = async (response: Response): Promise<Record<string, unknown> | undefined> => {
  if (!response.ok) return undefined;
  const { data, errors }: Answer = await response.clone().json();
  return errors ? undefined : data;
};

const keep = async (client: ApolloClient, documents: ReadonlyMap<string, DocumentNode>, [key, response]: [string, Promise<Response>]): Promise<void> => {
  const [name = ""] = key.split(" ", 1);
  const query = documents.get(name);
  const answer = query && (await response);
  // Whoever asked meanwhile has taken it.
  const data = answer && window.skytEarlyAnswers?.has(key) ? await dataOf(answer) : undefined;
  if (!query || !data) return;
  const variables = JSON.parse(key.slice(name.length));
  // One thing at a time: between them the browser answers to the reader.
  await nextTask();
  client.writeQuery({ query, variables, data });
  window.skytEarlyAnswers?.delete(key);
  // What is read once is at hand when the page is drawn.
  await nextTask();
  const watched = client.watchQuery({ query, variables, fetchPolicy: "cache-only" });
  await nextTask();
  watched.getCurrentResult();
};

/**
 * Put what was answered early to these questions into the client's cache, so that the page is drawn with it at once. What failed, and
 * what nobody of them asks, is left to who does.
 */
export const keepEarlyAnswers = async (client: ApolloClient, questions: readonly DocumentNode[]): Promise<void> => {
  const documents = new Map(questions.map((question) => [nameOf(question), question]));
  const kept = [...(window.skytEarlyAnswers ?? [])].map((answer) => keep(client, documents, answer));
  await Promise.race([Promise.allSettled(kept), new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT))]);
};

/** The browser's fetch, which gives the answer to the same question when that was asked for early; each is given once. */
export const fetchUnlessAsked: typeof fetch = (input, init) => take(init?.body) ?? fetch(input, init);
