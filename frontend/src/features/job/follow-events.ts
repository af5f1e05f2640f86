import type { Observable, Subscription } from "rxjs";
import { judgeEvent } from "./event-order";

export type Connection = "connecting" | "live" | "reconnecting" | "closed";

type Delivery = { data?: unknown; error?: unknown };

type Options<Event> = {
  after: number;
  open: (after: number) => Observable<Delivery>;
  readEvent: (data: unknown) => Event;
  isLast: (event: Event) => boolean;
  onEvents: (events: Event[]) => void;
  onConnection: (connection: Connection) => void;
  onEnded: () => void;
};

const FLUSH_AFTER = 100;
const SHORTEST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/**
 * Follow a stream of numbered events to its end, whatever happens to the connection. Returns a function that stops.
 *
 * Events are handed on in order and once each, gathered for 100 ms so that a fast job redraws the page ten times a second and not for each.
 * After an error, an early end or a gap in the numbers the stream is opened again after the last event taken, with
 * waits that double from half a second up to 15 s, and at once when the browser comes back online.
 */
export const followEvents = <Event extends { number: number }>(options: Options<Event>): (() => void) => {
  let last = options.after;
  let failures = 0;
  let pending: Event[] = [];
  let stream: Subscription | undefined;
  let flushTimer: ReturnType<typeof setTimeout> | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let hasEnded = false;

  const flush = () => {
    flushTimer = undefined;
    const events = pending;
    pending = [];
    if (events.length > 0) options.onEvents(events);
    if (hasEnded) options.onEnded();
  };

  const stop = () => {
    stream?.unsubscribe();
    clearTimeout(retryTimer);
    window.removeEventListener("online", reopenNow);
  };

  const finish = () => {
    hasEnded = true;
    stop();
    options.onConnection("closed");
  };

  const reopenLater = () => {
    stream?.unsubscribe();
    if (hasEnded) return;
    options.onConnection("reconnecting");
    clearTimeout(retryTimer);
    retryTimer = setTimeout(connect, Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** failures++));
  };

  function reopenNow() {
    clearTimeout(retryTimer);
    stream?.unsubscribe();
    connect();
  }

  const take = (event: Event) => {
    const judgement = judgeEvent(last, event.number);
    if (judgement === "gap") return reopenLater();
    options.onConnection("live");
    failures = 0;
    if (judgement === "ignore") return;
    last = event.number;
    pending.push(event);
    if (options.isLast(event)) finish();
    flushTimer ??= setTimeout(flush, FLUSH_AFTER);
  };

  function connect() {
    stream = options.open(last).subscribe({
      next: ({ data, error }) => (error || !data ? reopenLater() : take(options.readEvent(data))),
      error: reopenLater,
      complete: reopenLater,
    });
  }

  window.addEventListener("online", reopenNow);
  connect();
  return () => {
    hasEnded = true;
    stop();
    clearTimeout(flushTimer);
  };
};
