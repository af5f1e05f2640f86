import { Channel } from "./channel";
import { contract, restrictionSet, runOf } from "./samples";

type EventKind = "JOB_QUEUED" | "JOB_STARTED" | "RUN_GENERATED" | "RUN_ANALYSED" | "JOB_COMPLETED" | "JOB_FAILED" | "JOB_CANCELLED";
type Run = ReturnType<typeof runOf>;
export type MemoryEvent = { number: number; kind: EventKind; run: Run | null };

/** A job that moves only when a test says so; every step is a numbered event, as the service sends it. */
export class MemoryJob {
  status = "QUEUED";
  result: unknown = null;
  errorMessage: string | null = null;
  readonly openedAfter: number[] = [];
  private readonly runs = new Map<number, Run>();
  private readonly events: MemoryEvent[] = [];
  private readonly channels = new Set<Channel<MemoryEvent>>();

  readonly id: string;
  readonly numRuns: number;
  readonly submitted: { pins?: object; restrictionSetIds?: readonly string[] };

  constructor(id: string, numRuns: number, submitted: MemoryJob["submitted"] = {}) {
    this.id = id;
    this.numRuns = numRuns;
    this.submitted = submitted;
    this.append("JOB_QUEUED");
  }

  start(): void {
    this.status = "RUNNING";
    this.append("JOB_STARTED");
  }

  answer(runIndex: number, details: object = {}): void {
    this.runs.set(runIndex, runOf(this.id, runIndex, { ...details }));
    this.append("RUN_GENERATED", runIndex);
  }

  analyse(runIndex: number, details: object): void {
    this.runs.set(runIndex, { ...runOf(this.id, runIndex), ...this.runs.get(runIndex), ...details });
    this.append("RUN_ANALYSED", runIndex);
  }

  complete(result: unknown): void {
    this.status = "COMPLETED";
    this.result = result;
    this.append("JOB_COMPLETED");
  }

  fail(message: string): void {
    this.status = "FAILED";
    this.errorMessage = message;
    this.append("JOB_FAILED");
  }

  cancel(): void {
    this.status = "CANCELLED";
    this.append("JOB_CANCELLED");
  }

  /** Send an event once more, or before its turn, to whoever listens now. */
  deliver(event: MemoryEvent): void {
    for (const channel of this.channels) channel.send(event);
  }

  event(number: number): MemoryEvent {
    const event = this.events[number - 1];
    if (!event) throw new Error(`the job has no event ${number}`);
    return event;
  }

  run(runId: string): Run | undefined {
    return [...this.runs.values()].find((run) => run.id === runId);
  }

  /** Break every open subscription, as a lost connection does. */
  disconnect(): void {
    for (const channel of this.channels) channel.fail(new Error("connection lost"));
    this.channels.clear();
  }

  open(after: number): Channel<MemoryEvent> {
    this.openedAfter.push(after);
    const channel = new Channel<MemoryEvent>();
    for (const event of this.events.slice(after)) channel.send(event);
    this.channels.add(channel);
    return channel;
  }

  /** The job as the schema's type `Job`. */
  toRecord(): object {
    const runs = [...this.runs.values()].toSorted((one, other) => one.runIndex - other.runIndex);
    const analysedRuns = runs.filter((run) => run.canonicalHash !== null);
    return {
      __typename: "Job",
      id: this.id,
      clientJobId: null,
      status: this.status,
      contract,
      restrictionSets: this.submitted.restrictionSetIds?.length ? [restrictionSet] : [],
      pins: { provider: "sample", model: "fibonacci-pool", temperature: 0.7, stop: [], ...this.submitted.pins },
      numRuns: this.numRuns,
      configHash: "0123456789abcdef",
      retryCount: 0,
      errorMessage: this.errorMessage,
      analyses: [],
      createdBy: null,
      events: ({ after, first }: { after: number; first: number }) => this.events.slice(after, after + first).map((event) => ({ createdAt: "2026-11-22T18:00:01Z", ...event })),
      endReason: null,
      isPartial: false,
      tier: "free",
      retryOf: null,
      expiresAt: "2026-11-23T18:00:00Z",
      deadlineAt: "2026-11-25T18:00:00Z",
      createdAt: "2026-11-22T18:00:00Z",
      startedAt: this.status === "QUEUED" ? null : "2026-11-22T18:00:01Z",
      completedAt: this.status === "COMPLETED" ? "2026-11-22T18:00:04Z" : null,
      progress: {
        total: this.numRuns,
        generated: runs.filter((run) => run.status === "GENERATED").length,
        unanswered: runs.filter((run) => run.status !== "GENERATED").length,
        failed: runs.filter((run) => run.status === "FAILED").length,
        refused: runs.filter((run) => run.status === "REFUSED").length,
        timedOut: runs.filter((run) => run.status === "TIMED_OUT").length,
        analysed: analysedRuns.length,
        lastEventNumber: this.events.length,
      },
      result: this.result,
      runs: ({ first, after }: { first: number; after: string | null }) => {
        const start = after === null || after === undefined ? 0 : runs.findIndex((run) => run.id === after) + 1;
        const page = runs.slice(start, start + first);
        return {
          edges: page.map((node) => ({ cursor: node.id, node })),
          pageInfo: { hasNextPage: start + first < runs.length, hasPreviousPage: start > 0, startCursor: null, endCursor: page.at(-1)?.id ?? null },
        };
      },
    };
  }

  private append(kind: EventKind, runIndex?: number): void {
    const event = { number: this.events.length + 1, kind, run: runIndex === undefined ? null : (this.runs.get(runIndex) ?? null) };
    this.events.push(event);
    this.deliver(event);
  }
}
