declare global {
  interface Window {
    /** Answers that were asked for before the client was there, each under its operation's name and variables. */
    skytEarlyAnswers?: Map<string, Promise<Response>>;
  }
}

/** Answers older than this are not what the service would say now. */
const KEPT_FOR = 5_000;

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

/** The browser's fetch, which gives the answer to the same question when that was asked for early; each is given once. */
export const fetchUnlessAsked: typeof fetch = (input, init) => take(init?.body) ?? fetch(input, init);
