import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { MemoryJob } from "@test/memory-job";
import { createService, renderApplication } from "@test/render-application";
import { contract, rate } from "@test/samples";

afterEach(() => localStorage.clear());

const finished = (id: string, part: number, low: number, high: number) => {
  const job = new MemoryJob(id, 20);
  job.complete({ metrics: () => [rate("R_structural", "Same program", part, 20, low, high)] });
  return job;
};

it("says what needs attention, what runs, and how repeatability went", async () => {
  const service = createService();
  const first = service.addJob(finished("job-1", 20, 0.84, 1)).toRecord();
  const failed = service.addJob(new MemoryJob("job-2", 5));
  failed.fail("The provider refused the key.");
  service.addJob(new MemoryJob("job-3", 5)).start();
  const rule = { setId: "nasa", ruleId: "no-recursion", name: "No recursion", breakingRuns: [1, 2, 3] };
  const value = { name: "R_structural", label: "Same program", direction: "WORSE", first: rate("R_structural", "", 20, 20, 0.84, 1), second: rate("R_structural", "", 10, 20, 0.3, 0.7) };
  service.attention = {
    failedJobs: [failed.toRecord()],
    failingRules: [{ contract, job: first, rule }],
    changedContracts: [{ contract, first, second: failed.toRecord(), values: [value] }],
  };
  renderApplication("/", service);
  const attention = await screen.findByRole("region", { name: "Needs attention" });
  expect(await within(attention).findByText("A mandatory rule is broken: “No recursion” in 3 answers.")).toBeTruthy();
  expect(within(attention).getByText("Same program went from 100% to 50%, which is worse.")).toBeTruthy();
  expect(within(attention).getAllByRole("link")[0]?.getAttribute("href")).toBe("/compare?job=job-1&job=job-2");
  expect(within(attention).getByText("The provider refused the key.")).toBeTruthy();
  expect(await within(screen.getByRole("region", { name: "Running now" })).findByText("0 of 5 analysed")).toBeTruthy();
  expect(await screen.findByRole("group", { name: "Fibonacci numbers, fibonacci-pool: one job; the table lists them" })).toBeTruthy();
  expect(screen.getByRole("link", { name: /^100%, / }).getAttribute("href")).toBe("/jobs/job-1");
  const usage = await screen.findByRole("region", { name: "Usage" });
  expect((await within(usage).findByRole("meter", { name: "Runs today" })).getAttribute("aria-valuetext")).toBe("1,800 of 2,000");
  expect(within(usage).getByRole("img", { name: "20 runs in 14 days; the table lists them" })).toBeTruthy();
});

it("says so when nothing needs attention, and leads a newcomer on until he puts that away", async () => {
  const service = createService();
  const { user } = renderApplication("/", service);
  expect(await screen.findByText("Nothing does: no contract has changed, no mandatory rule is broken, no job has failed.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Open the playground" }).getAttribute("href")).toBe("/playground");
  await user.click(screen.getByRole("button", { name: "Hide this" }));
  expect(screen.queryByRole("link", { name: "Open the playground" })).toBeNull();
  await waitFor(() => expect(service.organization.hidesFirstSteps).toBe(true));
});

it("keeps the first steps away where the service knows that they were put away in another browser", async () => {
  const service = createService();
  service.organization.hidesFirstSteps = true;
  renderApplication("/", service);
  await screen.findByText("No job is running.");
  await waitFor(() => expect(screen.queryByRole("button", { name: "Hide this" })).toBeNull());
});

it("offers a viewer nothing that he may not do", async () => {
  const service = createService();
  service.role = "VIEWER";
  renderApplication("/", service);
  expect(await screen.findByText("You are a viewer in this organization: maintainers and admins run jobs. An admin can give you another role.")).toBeTruthy();
  expect(screen.queryByRole("link", { name: "New job" })).toBeNull();
  expect(screen.queryByRole("link", { name: "Open the playground" })).toBeNull();
});

it("tells how many jobs are under way as they begin and end", async () => {
  const service = createService();
  const limits = [{ quota: "CONCURRENT_JOBS", limit: 5, used: 0, resetsAt: null }];
  service.organization.limits = limits;
  renderApplication("/", service);
  expect((await screen.findByRole("meter", { name: "Jobs at once" })).getAttribute("aria-valuetext")).toBe("0 of 5");
  service.addJob(new MemoryJob("job-1", 5)).start();
  service.organization.limits = [{ ...limits[0], used: 1 }];
  service.announce();
  await waitFor(() => expect(screen.getByRole("meter", { name: "Jobs at once" }).getAttribute("aria-valuetext")).toBe("1 of 5"));
});
