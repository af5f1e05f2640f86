import { Subject } from "rxjs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { followEvents } from "./follow-events";

type Event = { number: number; isLast?: boolean };

const follow = (after: number) => {
  const opened: number[] = [];
  const streams: Subject<{ data: unknown }>[] = [];
  const taken: number[] = [];
  const connections: string[] = [];
  const onEnded = vi.fn<() => void>();
  const stop = followEvents<Event>({
    after,
    open: (from) => {
      opened.push(from);
      const stream = new Subject<{ data: unknown }>();
      streams.push(stream);
      return stream;
    },
    readEvent: (data) => data as Event,
    isLast: (event) => event.isLast === true,
    onEvents: (events) => taken.push(...events.map(({ number }) => number)),
    onConnection: (connection) => connections.push(connection),
    onEnded,
  });
  const send = (...numbers: number[]) => numbers.forEach((number) => streams.at(-1)?.next({ data: { number } }));
  return { opened, streams, taken, connections, onEnded, send, stop };
};

describe("following a job's events", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("takes every number once and in order, repeats are ignored", () => {
    const { taken, send, stop } = follow(2);
    send(1, 2, 3, 3, 4, 2, 5);
    vi.advanceTimersByTime(100);
    expect(taken).toEqual([3, 4, 5]);
    stop();
  });

  it("asks again after the last number when one is missing", () => {
    const { opened, taken, send, stop } = follow(0);
    send(1, 3);
    vi.advanceTimersByTime(500);
    expect(opened).toEqual([0, 1]);
    send(2, 3);
    vi.advanceTimersByTime(100);
    expect(taken).toEqual([1, 2, 3]);
    stop();
  });

  it("resumes after the last number when the connection is lost, waiting longer each time", () => {
    const { opened, streams, connections, send, stop } = follow(0);
    send(1, 2);
    streams[0]?.error(new Error("connection lost"));
    expect(connections.at(-1)).toBe("reconnecting");
    vi.advanceTimersByTime(499);
    expect(opened).toEqual([0]);
    vi.advanceTimersByTime(1);
    expect(opened).toEqual([0, 2]);
    streams[1]?.error(new Error("still lost"));
    vi.advanceTimersByTime(999);
    expect(opened).toEqual([0, 2]);
    vi.advanceTimersByTime(1);
    expect(opened).toEqual([0, 2, 2]);
    send(3);
    expect(connections.at(-1)).toBe("live");
    stop();
  });

  it("resumes at once when the browser is online again", () => {
    const { opened, streams, stop } = follow(7);
    streams[0]?.error(new Error("offline"));
    window.dispatchEvent(new Event("online"));
    expect(opened).toEqual([7, 7]);
    stop();
  });

  it("ends with the last event, after it was handed on, and never opens again", () => {
    const { opened, streams, taken, connections, onEnded, stop } = follow(0);
    streams[0]?.next({ data: { number: 1, isLast: true } });
    expect(onEnded).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(taken).toEqual([1]);
    expect(onEnded).toHaveBeenCalledTimes(1);
    expect(connections.at(-1)).toBe("closed");
    expect(opened).toEqual([0]);
    stop();
  });

  it("opens nothing after it was stopped", () => {
    const { opened, streams, taken, send, stop } = follow(0);
    send(1);
    stop();
    streams[0]?.error(new Error("late"));
    vi.advanceTimersByTime(60_000);
    expect(opened).toEqual([0]);
    expect(taken).toEqual([]);
  });
});
