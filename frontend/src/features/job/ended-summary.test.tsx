import { screen, within } from "@testing-library/react";
import { beforeAll, expect, it } from "vitest";
import { MemoryJob } from "@test/memory-job";
import { createService, renderApplication } from "@test/render-application";
import { analysed } from "@test/samples";

beforeAll(async () => {
  await Promise.all([import("./live-summary"), import("./configuration-section"), import("./events-section")]);
});

const shownJob = async (numRuns: number, prepare: (job: MemoryJob) => void) => {
  const service = createService();
  const job = service.addJob(new MemoryJob("job-1", numRuns));
  job.start();
  prepare(job);
  renderApplication("/jobs/job-1", service);
  return within(await screen.findByTestId("ended"));
};

const answer = (job: MemoryJob, forms: string) => [...forms].forEach((form, runIndex) => {
  job.answer(runIndex);
  job.analyse(runIndex, analysed(form, form === "a"));
});

it("says of a job that was cancelled on the way how far it came, what came, and how to go on", async () => {
  const ended = await shownJob(6, (job) => {
    answer(job, "aab");
    job.cancel();
  });
  expect(ended.getByText("Cancelled with 3 of 6 runs answered")).toBeTruthy();
  expect(ended.getByText("Of the 3 analysed, 2 are the same and 2 pass the tests. These are the answers that came first, so they are no measure of the job.")).toBeTruthy();
  expect(ended.getByText("“Ask again for what is missing” begins a new job that takes over the 3 answers and asks for the other 3.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Export" })).toBeTruthy();
  expect(await screen.findByRole("button", { name: "Run 5: never asked, or cut off when the job ended" })).toBeTruthy();
  expect(screen.queryByText("not yet")).toBeNull();
});

it("says of a job that was cancelled at once that nothing came, counts nothing and offers no export", async () => {
  const ended = await shownJob(6, (job) => job.cancel());
  expect(ended.getByText("Cancelled before any answer came")).toBeTruthy();
  expect(ended.queryByText(/Of the/)).toBeNull();
  expect(ended.getByText("“Ask again for what is missing” begins a new job that asks for all 6.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Export" })).toBeNull();
});

it("leads to the keys of providers where the provider refused the key", async () => {
  const ended = await shownJob(2, (job) => {
    job.answer(0, { status: "FAILED" });
    job.fail("none of the 2 runs got an answer; the first said: the provider answered with status 401: Incorrect API key.");
  });
  expect(ended.getByText("Failed without an answer")).toBeTruthy();
  expect(ended.getByText(/^None of the 2 runs got an answer; the first said/)).toBeTruthy();
  expect(ended.getByRole("link", { name: "Look at the keys of providers" }).getAttribute("href")).toBe("/settings/provider-keys");
});
