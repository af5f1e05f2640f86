import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { editorOf, replaceIn } from "@test/editor";
import { ownSet } from "@test/memory-sets";
import { createService, renderApplication } from "@test/render-application";

const editor = () => editorOf("Restriction set");
const replace = (old: string, text: string) => replaceIn("Restriction set", old, text);

it("shows a mistake at its line, takes it away once it is mended, and saves", async () => {
  const service = createService();
  const { user, currentAddress } = renderApplication("/restrictions/new", service);
  expect(await screen.findByText("my_rules 1.0.0 can be saved: 1 rule, 1 of them decided by a detector.")).toBeTruthy();
  await replace("severity: mandatory", "severity: fatal");
  const told = await screen.findByText("Line 11");
  expect(told.parentElement?.textContent).toBe("Line 11: 'fatal' is not one of mandatory, required, advisory $.rules[0].severity");
  const marked = (await editor()).contentDOM.querySelectorAll(".cm-lintRange-error");
  expect([...marked].map((part) => part.closest(".cm-line")?.textContent)).toEqual(["  severity: fatal"]);

  await user.click(screen.getByRole("button", { name: "Save the set" }));
  expect(service.sets.asked).toEqual([]);
  await replace("severity: fatal", "severity: required");
  await waitFor(() => expect(screen.queryByText("Line 11")).toBeNull());
  await user.click(screen.getByRole("button", { name: "Save the set" }));
  await waitFor(() => expect(currentAddress()).toBe("/restrictions/own-1.0.0"));
  expect(sessionStorage.length).toBe(0);
  expect(service.sets.asked).toMatchObject([{ format: "YAML", document: expect.stringContaining("severity: required") }]);
});

it("gives back what was written and not saved, also after signing in again, until it is saved or begun anew", async () => {
  const first = renderApplication("/restrictions/new", createService());
  await replace("severity: mandatory", "severity: required");
  first.unmount();
  const { user } = renderApplication("/restrictions/new", createService());
  expect(await screen.findByText("This is what you wrote here before and did not save.", { exact: false })).toBeTruthy();
  expect((await editor()).state.doc.toString()).toContain("severity: required");
  await user.click(screen.getByRole("button", { name: "Begin anew" }));
  expect(screen.queryByRole("button", { name: "Begin anew" })).toBeNull();
  expect((await editor()).state.doc.toString()).toContain("severity: mandatory");
  expect(sessionStorage.length).toBe(0);
});

it("tries the set, as it is written, on a pasted output", async () => {
  const { user } = renderApplication("/restrictions/new", createService());
  await user.type(await screen.findByLabelText("Output"), "def fib(n): return fib(n - 1)");
  await user.click(screen.getByRole("button", { name: "Try" }));
  expect(await screen.findByText("Breaks a mandatory rule")).toBeTruthy();
  expect(screen.getByText("no-recursion, line 2").parentElement?.textContent).toBe("no-recursion, line 2: fib calls itself return fib(n - 1)");
});

it("tries an output of the kind that the set is for, until another is chosen", async () => {
  renderApplication("/restrictions/new", createService());
  const kind = await screen.findByRole<HTMLSelectElement>("combobox", { name: "Kind of output" });
  expect(kind.value).toBe("PYTHON");
  await replace("- python", "- c");
  await waitFor(() => expect(kind.value).toBe("C"));
  await replace("kinds:\n- c", '"kinds": ["json", "c"]');
  await waitFor(() => expect(kind.value).toBe("JSON"));
});

it("begins a new version under the next number, in either format", async () => {
  const service = createService();
  service.sets.sets.push(ownSet("1.0.0"));
  const { user, currentAddress } = renderApplication("/restrictions/own-1.0.0/new-version", service);
  expect((await editor()).state.doc.toString()).toBe("id: house_rules\nversion: 1.1.0\ntitle: House rules\n");
  await user.click(screen.getByRole("radio", { name: "JSON" }));
  await waitFor(async () => expect(JSON.parse((await editor()).state.doc.toString())).toEqual({ id: "house_rules", version: "1.1.0", title: "House rules" }));
  await user.click(screen.getByRole("button", { name: "Save the version" }));
  await waitFor(() => expect(currentAddress()).toBe("/restrictions/own-1.1.0"));
  expect(service.sets.asked).toMatchObject([{ restrictionSetId: "own-1.0.0", format: "JSON" }]);
});

it("lets a viewer read and try, says what fits without a word of saving, why there is none, and whom to ask", async () => {
  const service = createService();
  service.role = "VIEWER";
  const { container } = renderApplication("/restrictions/new?from=set-1", service);
  expect(await screen.findByRole("heading", { name: "Try NASA Power of 10" })).toBeTruthy();
  expect(await screen.findByText("my_rules 1.0.0 has no mistakes: 1 rule, 1 of them decided by a detector.")).toBeTruthy();
  expect(screen.getByText("Read the set, change it as you like and try it on an output below. Nothing of it is saved.")).toBeTruthy();
  expect(container.textContent).not.toMatch(/can be saved|A saved version/);
  expect(await screen.findByText("You are a viewer in this organization: maintainers and admins write restriction sets. An admin can give you another role.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Save/ })).toBeNull();
  expect((await editor()).state.doc.toString()).toContain("id: my_house_rules\n");
});
