import { ApolloClient, ApolloLink, gql } from "@apollo/client";
import { afterEach, expect, it, vi } from "vitest";
import { createCache } from "./cache";
import { earlyAnswersCame, fetchUnlessAsked, forgetEarlyAnswers, keepEarlyAnswers } from "./early-answers";

const request = (operationName: string, variables: object) => ["/graphql", { method: "POST", body: JSON.stringify({ query: "query", operationName, variables }) }] as const;

const answered = (early: Record<string, Promise<Response>>) => {
  const network = vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response("asked now"));
  window.skytEarlyAnswers = new Map(Object.entries(early));
  return network;
};

afterEach(() => {
  delete window.skytEarlyAnswers;
  vi.useRealTimers();
});

it("gives an early answer once, and only to the same question", async () => {
  const network = answered({ 'Job {"id":"1"}': Promise.resolve(new Response("asked early")) });
  const texts = [];
  for (const asked of [request("Job", { id: "2" }), request("Jobs", { id: "1" }), request("Job", { id: "1" }), request("Job", { id: "1" })]) {
    // oxlint-disable-next-line no-await-in-loop -- the order is what is tested
    texts.push(await (await fetchUnlessAsked(...asked)).text());
  }
  expect(texts).toEqual(["asked now", "asked now", "asked early", "asked now"]);
  expect(network).toHaveBeenCalledTimes(3);
});

it("asks the network where nothing was asked early", async () => {
  vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response("asked now"));
  expect(await (await fetchUnlessAsked(...request("Job", {}))).text()).toBe("asked now");
  await expect(earlyAnswersCame()).resolves.toBeUndefined();
});

it("tells the failure of an early answer to who takes it, and of none that it came", async () => {
  answered({ "Job {}": Promise.reject(new TypeError("Failed to fetch")) });
  await expect(earlyAnswersCame()).resolves.toBeUndefined();
  await expect(fetchUnlessAsked(...request("Job", {}))).rejects.toThrow("Failed to fetch");
});

it("forgets what nobody took", async () => {
  vi.useFakeTimers();
  answered({ "Job {}": Promise.resolve(new Response("asked early")) });
  forgetEarlyAnswers();
  vi.advanceTimersByTime(5_000);
  expect(await (await fetchUnlessAsked(...request("Job", {}))).text()).toBe("asked now");
});

const QUESTION = gql`
  query Job($id: ID!) {
    job(id: $id) {
      id
      status
    }
  }
`;
const JOB = { __typename: "Job", id: "1", status: "COMPLETED" };
const inJson = (body: object, status = 200) => Promise.resolve(Response.json(body, { status }));
const createClient = () => new ApolloClient({ link: ApolloLink.empty(), cache: createCache(), dataMasking: true });
const keptOf = (client: ApolloClient, id: string) => client.readQuery({ query: QUESTION, variables: { id } });

it("keeps what was answered early where a page looks first, and gives it to nobody else", async () => {
  answered({ 'Job {"id":"1"}': inJson({ data: { job: JOB } }) });
  const client = createClient();
  await keepEarlyAnswers(client, [QUESTION]);
  expect(keptOf(client, "1")).toEqual({ job: JOB });
  expect(await (await fetchUnlessAsked(...request("Job", { id: "1" }))).text()).toBe("asked now");
});

it.each([
  ["that failed in part", () => inJson({ data: { job: JOB }, errors: [{ message: "Sign in first." }] })],
  ["that the service refused", () => inJson({ data: { job: JOB } }, 503)],
  ["of another kind", () => Promise.resolve(new Response("<html>"))],
])("leaves an early answer %s to who asks for it", async (_, answer) => {
  const text = await (await answer()).text();
  answered({ 'Job {"id":"1"}': answer() });
  const client = createClient();
  await keepEarlyAnswers(client, [QUESTION]);
  expect(keptOf(client, "1")).toBeNull();
  expect(await (await fetchUnlessAsked(...request("Job", { id: "1" }))).text()).toBe(text);
});

it("leaves alone what the page does not ask, and does not wait for what is late", async () => {
  vi.useFakeTimers();
  answered({ "Jobs {}": inJson({ data: {} }), 'Job {"id":"1"}': new Promise(() => {}) });
  const kept = keepEarlyAnswers(createClient(), [QUESTION]);
  await vi.advanceTimersByTimeAsync(500);
  await expect(kept).resolves.toBeUndefined();
  expect([...(window.skytEarlyAnswers?.keys() ?? [])]).toEqual(["Jobs {}", 'Job {"id":"1"}']);
});
