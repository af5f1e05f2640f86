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
