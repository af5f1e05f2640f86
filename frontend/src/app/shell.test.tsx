import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { MemoryJob } from "@test/memory-job";
import { createService, renderApplication } from "@test/render-application";
import { rate } from "@test/samples";

const result = {
  engineVersion: "0.1.0",
  createdAt: "2026-11-22T18:00:04Z",
  notices: [],
  anchor: null,
  metrics: () => [rate("R_structural", "Same program", 5, 5, 0.57, 1)],
  canonicalForms: [],
  behaviourClasses: [],
  rules: [],
};

afterEach(() => localStorage.clear());

it("says that the server is away, and goes on by itself once it is back", async () => {
  const service = createService();
  const { user } = renderApplication("/contracts", service);
  await screen.findByText("Fibonacci numbers");
  service.isReachable = false;
  await user.click(screen.getByRole("link", { name: "Restrictions" }));
  expect(await screen.findByText(/^The server does not answer\. What you see may be out of date/)).toBeTruthy();
  expect(screen.queryByText("NASA Power of 10")).toBeNull();
  service.isReachable = true;
  expect(await screen.findByText("NASA Power of 10")).toBeTruthy();
  await waitFor(() => expect(screen.queryByText(/^The server does not answer/)).toBeNull());
});

it("puts the first steps away for good, and shows them again when asked", async () => {
  const service = createService();
  const { user, unmount } = renderApplication("/", service);
  await user.click(await screen.findByRole("button", { name: "Hide this" }));
  expect(screen.queryByRole("button", { name: "Hide this" })).toBeNull();
  unmount();
  const again = renderApplication("/", service);
  await screen.findByText("No job is running.");
  expect(screen.queryByRole("button", { name: "Hide this" })).toBeNull();
  await again.user.click(screen.getByRole("link", { name: "Show the first steps", hidden: true }));
  await again.user.click(await screen.findByRole("button", { name: "Hide this" }));
  await waitFor(() => expect([again.currentAddress(), screen.queryByRole("button", { name: "Hide this" })]).toEqual(["/", null]));
});

it("hides from a viewer what only others may do", async () => {
  const service = createService();
  service.role = "VIEWER";
  const { user } = renderApplication("/contracts", service);
  await screen.findByText("Fibonacci numbers");
  await waitFor(() => expect(screen.queryByRole("link", { name: /^New/ })).toBeNull());
  await user.click(screen.getByRole("link", { name: "Playground" }));
  expect(await screen.findByText("You are a viewer in this organization: maintainers and admins run jobs. An admin can give you another role.")).toBeTruthy();
  expect(screen.getByRole("button", { name: /^Run/ }).hasAttribute("disabled")).toBe(true);
});

it("makes the demo job where there is none, and goes on over it", async () => {
  const service = createService();
  const { user, currentAddress } = renderApplication("/", service);
  await user.click(await screen.findByRole("button", { name: "Make the demo job" }));
  expect(await screen.findByText("Step 1 of 3")).toBeTruthy();
  await user.click(within(screen.getByRole("dialog", { name: "Guided tour" })).getByRole("button", { name: "Make the demo job" }));
  expect(await screen.findByText("Step 1 of 5")).toBeTruthy();
  expect(screen.getByText("One sentence says it all")).toBeTruthy();
  expect(service.submissions).toMatchObject([{ contractId: "contract-1", restrictionSetIds: ["set-1"], numRuns: 20, pins: { provider: "sample", model: "roman_numerals" } }]);
  await waitFor(() => expect(currentAddress()).toMatch(/^\/jobs\/job-/));
});

it("offers no demo job to a viewer, who cannot run one", async () => {
  const service = createService();
  service.role = "VIEWER";
  renderApplication("/", service);
  await screen.findByRole("button", { name: "Take the tour" });
  await waitFor(() => expect(screen.queryByRole("link", { name: "Open the demo job" })).toBeNull());
  expect(screen.queryByRole("button", { name: "Make the demo job" })).toBeNull();
});

it("guides through the demo job and the pages, and ends on Escape", async () => {
  const service = createService();
  service.addJob(new MemoryJob("job-1", 5)).complete(result);
  const { user, currentAddress } = renderApplication("/", service);
  await user.click(await screen.findByRole("button", { name: "Take the tour" }));
  expect(await screen.findByText("Step 1 of 5")).toBeTruthy();
  await waitFor(() => expect(currentAddress()).toBe("/jobs/job-1"));
  await waitFor(() => expect(document.querySelector("[data-tour-target]")?.getAttribute("data-testid")).toBe("verdict"));
  expect(document.activeElement).toBe(screen.getByRole("dialog", { name: "Guided tour" }));
  for (const step of [2, 3, 4]) {
    // oxlint-disable-next-line no-await-in-loop -- one step after the other
    await user.click(screen.getByRole("button", { name: "Next" }));
    // oxlint-disable-next-line no-await-in-loop -- as above
    expect(await screen.findByText(`Step ${step} of 5`)).toBeTruthy();
  }
  await waitFor(() => expect(currentAddress()).toBe("/playground"));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog", { name: "Guided tour" })).toBeNull());
  expect([document.querySelector("[data-tour-target]"), localStorage.getItem("skyt.tour")]).toEqual([null, null]);
});
