import { buildSchema, GraphQLError } from "graphql";
import { Channel } from "./channel";
import { MemoryJob, type MemoryEvent } from "./memory-job";
import { MemoryOrganization } from "./memory-organization";
import { MemorySets } from "./memory-sets";
import { contract, providers, viewer } from "./samples";

type SubmitInput = { contractId: string; restrictionSetIds: string[]; numRuns: number; pins: { temperature: number } };
type RegisterInput = { email: string; password: string; displayName: string; invitationToken?: string | null };
type Filter = { status?: string[] | null };
type Fault = { message: string; path: string };

const pageOf = (nodes: readonly object[]) => ({
  totalCount: nodes.length,
  edges: nodes.map((node, index) => ({ cursor: String(index), node })),
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
});

const isWanted = (job: MemoryJob, filter: Filter | null | undefined): boolean => !filter?.status || filter.status.includes(job.status);

/** A contract without tests is the one mistake that this service knows. */
/** What the service says of an output that is no program. */
const TRIAL_OF_PROSE = {
  __typename: "ContractTrial",
  problem: "not Python: invalid syntax (line 1)",
  unsatisfiedConstraints: ["not Python: invalid syntax (line 1)"],
  oracle: {
    passed: false,
    passRate: 0,
    problem: "the answer does not load",
    verdicts: [{ description: "two", passed: false, expected: "4", observed: "the answer does not load" }],
  },
};

const judgedContract = (document: string): object => {
  const line = document.split("\n").indexOf("oracle_tests: none") + 1;
  const faults = [{ message: "'none' is not a list", path: "$.oracle_tests", line }];
  return line > 0
    ? { __typename: "InvalidInput", code: "INVALID_INPUT", message: "It is no contract.", hint: null, faults }
    : { __typename: "ContractValid", name: "my_contract", version: "1.0.0", kind: "PYTHON", oracleTests: 1 };
};

/** A whole service in memory over the real schema: it checks, stores and streams, and does nothing by itself. */
export class MemoryService {
  readonly schema;
  readonly jobs = new Map<string, MemoryJob>();
  readonly submissions: SubmitInput[] = [];
  readonly sets = new MemorySets();
  providers: readonly object[] = providers;
  role: "ADMIN" | "MAINTAINER" | "VIEWER" = "ADMIN";
  isSignedIn = true;
  isReachable = true;
  readonly organization = new MemoryOrganization();
  /** What an invitation's link with the token `the-token` leads to. */
  invitation: object | null = { organizationName: "Navy", role: "VIEWER", email: null, expiresAt: "2999-01-01T00:00:00Z" };
  providerNames: string[] = [];
  isRegistrationOpen = true;
  readonly registered: RegisterInput[] = [];
  /** Called for every new job; a test moves the job by hand, a server may let it run. */
  onSubmitted: (job: MemoryJob) => void = () => {};

  constructor(schemaText: string) {
    this.schema = buildSchema(schemaText);
  }

  addJob(job: MemoryJob): MemoryJob {
    this.jobs.set(job.id, job);
    return job;
  }

  readonly root = {
    viewer: () => (this.isSignedIn ? this.viewerRecord() : null),
    signInOptions: () => ({ password: true, providers: this.providerNames, registration: this.isRegistrationOpen }),
    invitation: ({ token }: { token: string }) => (token === "the-token" ? this.invitation : null),
    register: ({ input }: { input: RegisterInput }) => this.register(input),
    acceptInvitation: () => {
      this.invitation = null;
      return { __typename: "InvitationAccepted", viewer: { ...viewer, organization: { ...viewer.organization, id: "organization-2", name: "Navy" } } };
    },
    ...this.organization.mutations,
    node: ({ id }: { id: string }) => this.findRun(id) ?? this.sets.find(id) ?? null,
    job: ({ id }: { id: string }) => this.guarded(() => this.jobs.get(id)?.toRecord() ?? null),
    jobs: ({ filter }: { filter?: Filter | null }) =>
      this.guarded(() => pageOf([...this.jobs.values()].toReversed().filter((job) => isWanted(job, filter)).map((job) => job.toRecord()))),
    compareWithFirst: ({ ids }: { ids: string[] }) => this.guarded(() => this.comparisons(ids)),
    attention: () => this.guarded(() => this.attention),
    contract: ({ id }: { id: string }) => (id === contract.id ? contract : null),
    contracts: () => this.guarded(() => pageOf([contract])),
    restrictionSets: ({ name }: { name?: string | null }) => this.guarded(() => pageOf(this.sets.named(name))),
    restrictionSetChanges: () => this.sets.changes(),
    ...this.sets.mutations,
    tryContract: () => TRIAL_OF_PROSE,
    validateContract: ({ input }: { input: { document: string } }) => judgedContract(input.document),
    providers: () => this.providers,
    estimateJob: ({ input }: { input: { numRuns: number } }) => ({
      __typename: "JobEstimate",
      promptTokens: 60 * input.numRuns,
      completionTokens: 400 * input.numRuns,
      costUsd: 0.001 * input.numRuns,
      highestCostUsd: null,
      seconds: 2 * input.numRuns,
      how: ["Answer: 400 tokens are assumed; there are no earlier runs."],
      notices: [],
      pricesVersion: "2026-01",
    }),
    signIn: ({ input }: { input: { password: string } }) => this.signIn(input.password),
    signOut: () => {
      this.isSignedIn = false;
      return { __typename: "SignedOut", wasSignedIn: true };
    },
    submitJob: ({ input }: { input: SubmitInput }) => this.submit(input),
    cancelJob: ({ id }: { id: string }) => this.end(id, (job) => job.cancel(), "JobCancelled"),
    retryJob: ({ id }: { id: string }) => this.end(id, () => {}, "JobRetried"),
    replayJob: () => this.replayed,
    jobsChanged: () => this.changes(),
    jobEvents: ({ jobId, after }: { jobId: string; after: number }) => this.stream(jobId, after),
  };

  attention: object = { failedJobs: [], failingRules: [], changedContracts: [] };

  /** What the service says of two jobs, beside the jobs themselves; a test sets it. */
  comparison: object = {};

  private comparisons(ids: readonly string[]): object[] {
    if (ids.some((id) => !this.jobs.has(id))) throw new GraphQLError("there is no such job, or you may not see it", { extensions: { code: "NOT_FOUND" } });
    const [first, ...others] = ids.map((id) => this.jobs.get(id)?.toRecord());
    return others.map((second) => ({ first, second, ...this.comparison }));
  }

  private viewerRecord(): object {
    const { person, sessions, organizations } = this.organization;
    return { ...viewer, user: person, hasPassword: person.hasPassword, hidesFirstSteps: this.organization.hidesFirstSteps, role: this.role, organization: this.organization.record(), sessions, organizations };
  }

  private register(input: RegisterInput): object {
    if (input.password.length < 12) {
      const faults = [{ message: "a new password has from 12 to 1000 characters", path: "$.password" }];
      return { __typename: "InvalidInput", code: "INVALID_INPUT", message: "The password is too short.", hint: null, faults };
    }
    this.registered.push(input);
    return { __typename: "Registered", email: input.email };
  }

  private guarded<Value>(read: () => Value): Value {
    if (!this.isSignedIn) throw new GraphQLError("Sign in first.", { extensions: { code: "NOT_SIGNED_IN" } });
    return read();
  }

  private signIn(password: string): object {
    this.isSignedIn = password === "repeatability";
    return this.isSignedIn
      ? { __typename: "SignedIn", viewer: this.viewerRecord(), token: "token", expiresAt: "2026-11-23T18:00:00Z" }
      : { __typename: "InvalidCredentials", code: "INVALID_CREDENTIALS", message: "E-mail or password is wrong.", hint: "Check both and try again." };
  }

  private submit(input: SubmitInput): object {
    this.submissions.push(input);
    const faults: Fault[] = [];
    if (input.numRuns < 1) faults.push({ message: "There must be at least 1 run.", path: "$.numRuns" });
    if (input.pins.temperature > 2) faults.push({ message: "The temperature is between 0 and 2.", path: "$.pins.temperature" });
    if (faults.length > 0) return { __typename: "InvalidInput", code: "INVALID_INPUT", message: "The job cannot be run.", hint: null, faults };
    const job = this.addJob(new MemoryJob(`job-${this.jobs.size + 1}`, input.numRuns, input));
    this.onSubmitted(job);
    return { __typename: "JobSubmitted", job: job.toRecord(), isNew: true };
  }

  /** What the service says of an analysis made again; a test sets it. */
  replayed: object = { __typename: "JobReplayed", isSame: true, firstEngineVersion: "0.1.0", engineVersion: "0.1.0", differences: [] };

  /** Called with the id of a job that is to be cancelled or retried; the words it answers with refuse that. */
  refuses: (jobId: string) => string | null = () => null;

  private end(id: string, act: (job: MemoryJob) => void, typename: string): object {
    const reason = this.refuses(id);
    const job = this.jobs.get(id);
    if (reason !== null || !job) return { __typename: "NotPossible", code: "NOT_POSSIBLE", message: reason ?? "There is no such job.", hint: null };
    act(job);
    return { __typename: typename, job: job.toRecord(), isNew: true };
  }

  private readonly listeners = new Set<Channel<object>>();

  /** Tell whoever watches the list that a job began or ended. */
  announce(): void {
    for (const channel of this.listeners) channel.send({ number: 1, eventNumber: 1, kind: "JOB_COMPLETED", createdAt: "2026-11-22T18:00:00Z" });
  }

  private async *changes() {
    const channel = new Channel<object>();
    this.listeners.add(channel);
    for await (const jobsChanged of channel) yield { jobsChanged };
  }

  private findRun(id: string): object | null {
    for (const job of this.jobs.values()) {
      const run = job.run(id);
      if (run) return run;
    }
    return null;
  }

  private async *stream(jobId: string, after: number) {
    const job = this.jobs.get(jobId);
    if (!job) throw new GraphQLError("There is no such job.");
    for await (const event of job.open(after)) yield { jobEvents: this.eventRecord(job, event) };
  }

  private eventRecord(job: MemoryJob, event: MemoryEvent): object {
    return { jobId: job.id, createdAt: "2026-11-22T18:00:00Z", payload: {}, ...event, job: job.toRecord() };
  }
}
