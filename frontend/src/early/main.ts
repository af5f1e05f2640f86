// A script of its own, fetched first: it asks the service for what the page shows, while the rest of the page is still on its way, and
// draws what can be said without the rest.
import { firstFormats } from "@/shared/format";
import { nextTask } from "@/shared/next-task";
import { drawEarly } from "./drawing";
import { nextPaint, startPage, wait } from "./start";
import { type Question, questionsOf } from "./questions";

/** The page does not wait longer than this for what is drawn before it. */
const LONGEST_WAIT = 400;

const askNow = (question: Question): Promise<Response> =>
  fetch("/graphql", {
    method: "POST",
    credentials: "include",
    headers: { accept: "application/graphql-response+json,application/json;q=0.9", "content-type": "application/json" },
    body: JSON.stringify(question),
  });

const askEarly = (question: Question): [string, Promise<Response>] => {
  const answer = askNow(question);
  // Whoever takes the answer hears of its failure; when nobody does, nothing was lost.
  answer.catch(() => {});
  return [`${question.operationName} ${JSON.stringify(question.variables)}`, answer];
};

/** Made while the service answers, each in a task of its own: the page would have to make them while it is drawn. */
const makeFormats = async (): Promise<void> => {
  for (const make of firstFormats) {
    // oxlint-disable-next-line no-await-in-loop -- between them the browser answers to the reader
    await nextTask();
    make();
  }
};

const askAndDraw = async (): Promise<void> => {
  window.skytEarlyAnswers = new Map(questionsOf(window.location.pathname, window.location.search).map(askEarly));
  void makeFormats();
  await drawEarly(window.location.pathname, window.skytEarlyAnswers);
  await nextPaint();
};

// The rest is a phone's work for a while: what can be said without it is said first. Whatever goes wrong here, the page starts, and tells it.
await Promise.race([askAndDraw().catch(() => {}), wait(LONGEST_WAIT)]);
await startPage();
