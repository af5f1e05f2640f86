import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { MemoryJob } from "@test/memory-job";
import { createService, renderApplication } from "@test/render-application";

const serviceWithJobs = () => {
  const service = createService();
  for (const id of ["job-1", "job-2", "job-3"]) service.addJob(new MemoryJob(id, 2));
  service.jobs.get("job-2")?.fail("The provider refused the key.");
  return service;
};

const rows = async () => within((await screen.findAllByRole("table"))[0] ?? document.body).getAllByRole("link");

it("filters by status, and keeps the filter in the address", async () => {
  const { user, currentAddress } = renderApplication("/jobs", serviceWithJobs());
  await waitFor(async () => expect(await rows()).toHaveLength(3));
  await user.selectOptions(screen.getByLabelText("Status"), "FAILED");
  await waitFor(async () => expect(await rows()).toHaveLength(1));
  expect(currentAddress()).toBe("/jobs?status=FAILED");
  await user.selectOptions(screen.getByLabelText("Status"), "EXPIRED");
  expect(await screen.findByText("No job matches")).toBeTruthy();
});

it("leads from ticked jobs to their comparison, the first ticked first", async () => {
  const { user } = renderApplication("/jobs", serviceWithJobs());
  const boxes = await screen.findAllByRole("checkbox");
  expect(boxes).toHaveLength(3);
  await user.click(boxes[2] ?? document.body);
  expect(screen.getByText("Choose another one to compare them.")).toBeTruthy();
  await user.click(boxes[0] ?? document.body);
  expect(screen.getByRole("link", { name: "Compare" }).getAttribute("href")).toBe("/compare?job=job-1&job=job-3");
  await user.click(screen.getByRole("button", { name: "Clear" }));
  expect(screen.queryByText("2 jobs chosen")).toBeNull();
});

it("says that there are no jobs yet, and where to begin", async () => {
  renderApplication("/jobs", createService());
  expect(await screen.findByText("No jobs yet")).toBeTruthy();
  expect(screen.getAllByRole("link", { name: "New job" })[0]?.getAttribute("href")).toBe("/playground");
});

it("cancels and retries the ticked jobs that can be, and says which were refused and why", async () => {
  const service = serviceWithJobs();
  service.refuses = (id) => (id === "job-2" ? "It failed before it had a configuration." : null);
  const { user } = renderApplication("/jobs", service);
  // oxlint-disable-next-line no-await-in-loop -- a reader ticks one after the other
  for (const box of await screen.findAllByRole("checkbox")) await user.click(box);
  const bar = screen.getByRole("region", { name: "3 jobs chosen" });
  await user.click(await within(bar).findByRole("button", { name: "Cancel 2" }));
  expect(await within(bar).findByText("2 jobs are cancelled.")).toBeTruthy();
  expect(["job-1", "job-2", "job-3"].map((id) => service.jobs.get(id)?.status)).toEqual(["CANCELLED", "FAILED", "CANCELLED"]);
  expect(within(bar).queryByRole("button", { name: /^Cancel/ })).toBeNull();
  await user.click(within(bar).getByRole("button", { name: "Retry 3" }));
  expect(await within(bar).findByText("2 jobs ask again for what is missing.")).toBeTruthy();
  expect(within(bar).getByText("Fibonacci numbers: It failed before it had a configuration.")).toBeTruthy();
  expect(within(bar).getByRole("button", { name: "Retry" })).toBeTruthy();
});

it("asks again for what a partial job is missing, and offers nothing for one with all its answers", async () => {
  const service = createService();
  const [partial, whole] = ["job-1", "job-2"].map((id) => service.addJob(new MemoryJob(id, 1)));
  partial?.answer(0, { status: "FAILED", rawOutput: null });
  whole?.answer(0);
  for (const job of [partial, whole]) job?.complete(null);
  const { user } = renderApplication("/jobs", service);
  // oxlint-disable-next-line no-await-in-loop -- a reader ticks one after the other
  for (const box of await screen.findAllByRole("checkbox")) await user.click(box);
  const bar = screen.getByRole("region", { name: "2 jobs chosen" });
  expect(await within(bar).findByRole("button", { name: "Retry" })).toBeTruthy();
  expect(within(bar).queryByRole("button", { name: /^Cancel/ })).toBeNull();
});

it("shows what began or ended elsewhere as soon as it is told", async () => {
  const service = serviceWithJobs();
  renderApplication("/jobs", service);
  expect(await screen.findAllByText("Queued", { selector: "table *" })).toHaveLength(2);
  service.jobs.get("job-1")?.fail("Broken.");
  service.announce();
  await waitFor(() => expect(screen.getAllByText("Queued", { selector: "table *" })).toHaveLength(1));
});

it("offers a viewer no new job", async () => {
  const service = createService();
  service.role = "VIEWER";
  renderApplication("/jobs", service);
  expect(await screen.findByText("No jobs yet")).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole("link", { name: "New job" })).toBeNull());
});
