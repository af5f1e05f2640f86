import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { createService, renderApplication } from "@test/render-application";

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
  expect(await screen.findByText("You are a viewer in this organization: maintainers and admins run jobs.")).toBeTruthy();
  expect(screen.getByRole("button", { name: /^Run/ }).hasAttribute("disabled")).toBe(true);
});
