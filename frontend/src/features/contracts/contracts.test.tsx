import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { replaceIn } from "@test/editor";
import { createService, renderApplication } from "@test/render-application";

it("lists the contracts and leads to one: prompt, tests, domain, and no saving for a viewer", async () => {
  const service = createService();
  service.role = "VIEWER";
  const { user, currentAddress } = renderApplication("/contracts", service);
  await user.click(await screen.findByRole("link", { name: "Fibonacci numbers" }));
  expect(await screen.findByText("Write a Python function fibonacci(n) that returns the n-th Fibonacci number.")).toBeTruthy();
  expect(currentAddress()).toBe("/contracts/contract-1");
  expect(screen.getByText("fibonacci(10)", { exact: false }).textContent).toBe("fibonacci(10) → 55");
  expect(screen.getByRole("region", { name: "Domain of inputs" }).textContent).toContain("name: n");
  await waitFor(() => expect(screen.getAllByText("version:")[0]?.className).toBe("tok-attr"));
  const landmarks = screen.getAllByRole("region").map((region) => region.getAttribute("aria-label"));
  expect(landmarks).toEqual([...new Set(landmarks)]);
  expect(screen.getByText("You are a viewer in this organization: maintainers and admins write contracts. An admin can give you another role.")).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Make a copy" })).toBeNull();
});

it("opens no editor for a viewer, whose drafts the service neither checks nor saves, and says whom to ask", async () => {
  const service = createService();
  service.role = "VIEWER";
  renderApplication("/contracts/new", service);
  expect(await screen.findByRole("heading", { name: "Maintainers and admins write contracts" })).toBeTruthy();
  expect(screen.getByText("You are a viewer in this organization. Ask an admin of it for another role, or look at the contracts there are.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "All contracts" }).getAttribute("href")).toBe("/contracts");
  expect(screen.queryByRole("button", { name: "Try" })).toBeNull();
});

it("shows a mistake in a contract at its line", async () => {
  renderApplication("/contracts/new", createService());
  expect(await screen.findByText("my_contract 1.0.0 can be saved: 1 test.")).toBeTruthy();
  await replaceIn("Contract", /oracle_tests:[^]*/, "oracle_tests: none\n");
  expect((await screen.findByText("Line 7")).parentElement?.textContent).toBe("Line 7: 'none' is not a list $.oracle_tests");
});

it("says once why an output fails as a whole, and then test by test", async () => {
  const { user } = renderApplication("/contracts/new", createService());
  await user.type(await screen.findByLabelText("Output"), "I would rather not.");
  await user.click(screen.getByRole("button", { name: "Try" }));
  expect((await screen.findByText("not Python: invalid syntax (line 1)")).parentElement?.textContent).toBe(
    "Does not pass: 0% of the testsnot Python: invalid syntax (line 1)the answer does not loadtwo: failed ",
  );
});

it("leads back to the contracts where there is none at an address", async () => {
  const { user, currentAddress } = renderApplication("/contracts/nothing", createService());
  await user.click(await screen.findByRole("link", { name: "All contracts" }));
  expect(currentAddress()).toBe("/contracts");
});
