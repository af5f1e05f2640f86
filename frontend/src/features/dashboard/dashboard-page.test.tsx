import { screen, within } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { MemoryJob } from "@test/memory-job";
import { createService, renderApplication } from "@test/render-application";
import { rate } from "@test/samples";

afterEach(() => localStorage.clear());

const finished = (id: string, part: number, low: number, high: number, kept = 20) => {
  const job = new MemoryJob(id, 20);
  job.complete({ metrics: () => [rate("R_structural", "Same program", part, 20, low, high), rate("restriction_compliance", "Kept", kept, 20, 0, 1)] });
  return job;
};

it("says what needs attention, what runs, and how repeatability went", async () => {
  const service = createService();
  service.addJob(finished("job-1", 20, 0.84, 1, 17));
  service.addJob(new MemoryJob("job-2", 5)).fail("The provider refused the key.");
  service.addJob(new MemoryJob("job-3", 5)).start();
  renderApplication("/", service);
  const attention = await screen.findByRole("region", { name: "Needs attention" });
  expect(within(attention).getByText("3 of 20 answers break a mandatory rule.")).toBeTruthy();
  expect(within(attention).getByText("The provider refused the key.")).toBeTruthy();
  expect(await within(screen.getByRole("region", { name: "Running now" })).findByText("0 of 5 analysed")).toBeTruthy();
  expect(await screen.findByRole("img", { name: "Fibonacci numbers: one job; the table lists them" })).toBeTruthy();
});

it("says so when nothing needs attention, and leads a newcomer on until he puts that away", async () => {
  const { user } = renderApplication("/", createService());
  expect(await screen.findByText("Nothing does: no contract has changed, no mandatory rule is broken, no job has failed.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Open the playground" }).getAttribute("href")).toBe("/playground");
  await user.click(screen.getByRole("button", { name: "Hide this" }));
  expect(screen.queryByRole("link", { name: "Open the playground" })).toBeNull();
});
