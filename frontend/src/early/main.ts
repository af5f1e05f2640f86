// A script of its own, fetched first: it asks the service for what the page shows, while the rest of the page is still on its way.
import { type Question, questionsOf } from "./questions";

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

window.skytEarlyAnswers = new Map(questionsOf(window.location.pathname, window.location.search).map(askEarly));
