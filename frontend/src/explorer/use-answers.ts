import type { Fetcher } from "@graphiql/toolkit";
import { useEffect, useRef, useState } from "react";
import type { Example } from "./examples";
import { texts } from "./texts";

/** A subscription may go on for long; the newest are read. */
const KEPT = 100;

type Asked = { answers: readonly string[]; isRunning: boolean; problem?: string };

const NOTHING: Asked = { answers: [], isRunning: false };

const written = (answer: unknown): string => JSON.stringify(answer, null, 2);

/** What the service answers, one after the other: one for a query, as many as come for a subscription. */
async function* answersTo(fetcher: Fetcher, { query, variables = "" }: Example): AsyncGenerator<unknown> {
  const result = await fetcher({ query, variables: variables.trim() === "" ? {} : JSON.parse(variables) });
  if (typeof result === "object" && result !== null && Symbol.asyncIterator in result) yield* result;
  else yield result;
}

/** Send an operation and gather what comes; sending another, stopping or leaving ends the one before. */
export const useAnswers = (fetcher: Fetcher) => {
  const [asked, setAsked] = useState<Asked>(NOTHING);
  const current = useRef<AsyncGenerator<unknown>>(undefined);

  const stop = () => {
    // It ends by itself, and whatever it still says is no longer wanted.
    void current.current?.return(undefined).catch(() => {});
    current.current = undefined;
    setAsked((before) => ({ ...before, isRunning: false }));
  };
  const run = async (example: Example) => {
    stop();
    const coming = answersTo(fetcher, example);
    current.current = coming;
    setAsked({ answers: [], isRunning: true });
    const isWanted = () => current.current === coming;
    try {
      for await (const answer of coming) {
        if (!isWanted()) return;
        setAsked(({ answers }) => ({ answers: [...answers, written(answer)].slice(-KEPT), isRunning: true }));
      }
      if (isWanted()) setAsked(({ answers }) => ({ answers, isRunning: false }));
    } catch (error) {
      if (isWanted()) setAsked(({ answers }) => ({ answers, isRunning: false, problem: error instanceof SyntaxError ? texts.notJson(error.message) : texts.unreachable }));
    }
  };
  useEffect(() => () => void current.current?.return(undefined).catch(() => {}), []);
  return { ...asked, run, stop };
};
