import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { MemoryJob } from "@test/memory-job";
import { createService, renderApplication } from "@test/render-application";
import { contract, metric } from "@test/samples";

const NOTHING = {
  verdict: null,
  sentence: "",
  reasons: [],
  moreRuns: null,
  betterRules: [],
  worseRules: [],
  values: () => [],
  forms: { new: [], vanished: [] },
  behaviours: { new: [], vanished: [] },
  configuration: [],
};

const value = (name: string, details: object) => ({
  name,
  label: name,
  subject: "RATE",
  first: metric({ name, label: name, value: 0.9 }),
  second: metric({ name, label: name, value: 0.4 }),
  difference: -0.5,
  interval: { low: -0.7, high: -0.25, confidence: 0.95 },
  noiseBand: { low: -0.2, high: 0.25, confidence: 0.95 },
  effectSize: -1.1,
  test: "Fisher",
  pValue: 0.0001,
  adjustedPValue: 0.0004,
  verdict: "CHANGED",
  direction: "WORSE",
  runsNeeded: null,
  note: null,
  ...details,
});

const open = (comparison: object) => {
  const service = createService();
  service.addJob(new MemoryJob("job-1", 2));
  service.addJob(new MemoryJob("job-2", 2));
  service.comparison = { ...NOTHING, ...comparison };
  return renderApplication("/compare?job=job-1&job=job-2", service);
};

it("leads with the verdict in one sentence, then what changed, with interval, noise band, test and effect", async () => {
  open({
    verdict: "CHANGED",
    sentence: "Changed: same program, 0.900 to 0.400.",
    values: () => [value("same program", {}), value("passing", { verdict: "SAME", direction: "NONE" })],
    worseRules: ["nasa / no-recursion"],
    configuration: [{ path: "$.pins.temperature", change: "CHANGED", first: 0, second: 1 }],
    behaviours: { new: [{ key: "b", size: 3, runIndex: 1, number: 2, run: null, witnesses: [{ otherClass: 0, input: "f(-1)", source: "GENERATED", here: "ValueError", there: "0" }] }], vanished: [] },
  });
  expect((await screen.findByTestId("comparison")).textContent).toBe("Changed: same program, 0.900 to 0.400.");
  const numbers = screen.getByRole("region", { name: "What was compared" });
  expect(within(numbers).getByText("Changed: worse")).toBeTruthy();
  expect(within(numbers).getByRole("img", { name: "Difference -50 pp, interval -70 pp to -25 pp, noise band -20 pp to +25 pp" })).toBeTruthy();
  expect(within(numbers).getByText("Fisher, adjusted p < 0.001")).toBeTruthy();
  expect(within(numbers).queryByText("passing")).toBeNull();
  expect(screen.getByText("f(-1)")).toBeTruthy();
  // A witness names another class as the card of that class is called.
  expect(screen.getByRole("heading", { name: /^Behaviour 3 · 3 runs/ })).toBeTruthy();
  expect(screen.getByText("Behaviour 1")).toBeTruthy();
  expect(screen.getByText("Both jobs gave the same answers.")).toBeTruthy();
  expect(screen.getByText("nasa / no-recursion")).toBeTruthy();
  expect(screen.getByText("pins.temperature")).toBeTruthy();
});

it("refuses jobs that cannot be compared, with the reason, and shows where they differ", async () => {
  open({ reasons: ["The contracts have different tests."], configuration: [{ path: "$.contract.tests", change: "CHANGED", first: "a", second: "b" }] });
  expect((await screen.findByRole("alert")).textContent).toBe("These two jobs cannot be comparedThe contracts have different tests.");
  expect(screen.queryByRole("region", { name: "What was compared" })).toBeNull();
  expect(screen.getByText("contract.tests")).toBeTruthy();
});

it("leads from two versions of one contract to what changed between them", async () => {
  const second = { ...new MemoryJob("job-2", 2).toRecord(), contract: { ...contract, id: "contract-2", version: "2.0.0" } };
  open({ reasons: ["contract 'fibonacci' asks for something else in each; run both on one version"], configuration: [{ path: "$.contract.prompt", change: "CHANGED", first: "a", second: "b" }], second });
  expect((await screen.findByRole("alert")).textContent).toContain("Contract 'fibonacci' asks for something else in each; run both on one version.");
  expect(screen.getByRole("link", { name: "What changed between the versions" }).getAttribute("href")).toBe("/contracts/contract-2?against=contract-1");
});

it("shows the pins that differ first, and folds what two contracts differ in", async () => {
  const places = Array.from({ length: 14 }, (_, place) => ({ path: `$.contract.oracle_tests[${place}]`, change: "ADDED", first: null, second: "test" }));
  const { user } = open({ verdict: "SAME", sentence: "Same.", configuration: [...places, { path: "$.pins.seed", change: "CHANGED", first: 1, second: 2 }] });
  const table = within(await screen.findByRole("region", { name: "Configuration" }));
  expect(table.getAllByRole("rowheader").map(({ textContent }) => textContent)[0]).toBe("pins.seed");
  expect(table.getAllByRole("rowheader").length).toBe(12);
  await user.click(table.getByRole("button", { name: "Show 3 more" }));
  expect(table.getAllByRole("rowheader").length).toBe(15);
});

it("says how many runs are missing when it cannot tell", async () => {
  const { user } = open({ verdict: "CANNOT_TELL", moreRuns: 60, sentence: "Cannot tell yet: run about 60 more in each job to find a difference of 10% with 80% probability.", values: () => [value("same program", { verdict: "CANNOT_TELL", runsNeeded: 80 }), value("pairs", { verdict: "CHANGED", test: null })] });
  expect(await screen.findByText(/^Cannot tell yet: run about 60 more in each job/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Run the second with 62 runs" }).getAttribute("href")).toMatch(/^\/playground\?contract=contract-1&.*runs=62&/);
  expect(screen.getByText(/^One number below moved/)).toBeTruthy();
  await user.click(screen.getByRole("radio", { name: "All (2)" }));
  expect(screen.getByText("80 runs per job would decide")).toBeTruthy();
});

it("asks for two jobs when it has fewer", async () => {
  renderApplication("/compare?job=job-1", createService());
  expect(await screen.findByText("Choose two or more finished jobs")).toBeTruthy();
});

it("says that a job named twice is one job", async () => {
  renderApplication("/compare?job=job-1&job=job-1", createService());
  expect(await screen.findByText("That is one job, named twice")).toBeTruthy();
});

it("says which job there is not, where the address names none", async () => {
  const service = createService();
  service.addJob(new MemoryJob("job-1", 2));
  renderApplication("/compare?job=job-1&job=b", service);
  expect(await screen.findByText("Only finished jobs can be compared")).toBeTruthy();
  expect((await screen.findByText("b")).parentElement?.textContent).toBe("b: There is no such job: it may belong to another organization, or the address may be mistyped.");
  expect((await screen.findByRole("link", { name: /^Fibonacci numbers/ })).parentElement?.textContent).toMatch(/ waits for a worker: compare it when it is finished\.$/);
  expect(screen.getByRole("link", { name: "Go to the jobs" }).getAttribute("href")).toBe("/jobs?status=COMPLETED");
  expect(screen.queryByText("Something went wrong")).toBeNull();
});
