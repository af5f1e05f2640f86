import { afterEach, expect, it, vi } from "vitest";
import { earlyAnswersCame, fetchUnlessAsked, forgetEarlyAnswers } from "./early-answers";

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
