import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { ownSet } from "@test/memory-sets";
import { createService, renderApplication } from "@test/render-application";

const serviceWithVersions = () => {
  const service = createService();
  service.sets.sets.push(ownSet("1.0.0"), ownSet("1.1.0", { createdAt: "2026-11-23T18:00:00Z" }));
  return service;
};

it("lists each set once, in its newest version, and finds by words", async () => {
  const { user, currentAddress } = renderApplication("/restrictions", serviceWithVersions());
  const own = await screen.findByRole("row", { name: /House rules/ });
  expect(within(own).getByText("house_rules · 1.1.0")).toBeTruthy();
  expect(within(own).getByText("2 versions")).toBeTruthy();
  expect(within(own).getByText("Your organization")).toBeTruthy();
  expect(screen.getByRole("status").textContent).toBe("2 sets");
  await user.type(screen.getByRole("searchbox"), "nasa");
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe("1 set"));
  expect(currentAddress()).toBe("/restrictions?search=nasa");
  await user.type(screen.getByRole("searchbox"), "x");
  expect(await screen.findByText("No set fits these words")).toBeTruthy();
});

it("shows who decides each rule, its exceptions and what changed between two versions", async () => {
  const { user } = renderApplication("/restrictions/own-1.1.0", serviceWithVersions());
  expect(await screen.findByText("Taste is not decided by a program.")).toBeTruthy();
  expect(screen.getByText("recursion").tagName).toBe("CODE");
  expect(screen.getByText("Old code (until 2027-01-31) for fibonacci")).toBeTruthy();
  expect(screen.getByRole("link", { name: "https://example.org/power-of-ten" })).toBeTruthy();
  await waitFor(() => expect(screen.getAllByText("id:")[0]?.className).toBe("tok-attr"));
  await user.selectOptions(await screen.findByLabelText("Compare with version"), "1.0.0");
  const changes = await screen.findByRole("region", { name: "From version 1.0.0 to version 1.1.0" });
  expect(changes.textContent).toContain("no-recursion: No recursion (severity)");
  expect(changes.textContent).toContain("readable: Readable");
  expect(within(changes).getByRole("region", { name: "Documents of 1.0.0 and 1.1.0" })).toBeTruthy();
});

it("deprecates a version with its reason", async () => {
  const service = serviceWithVersions();
  const { user } = renderApplication("/restrictions/own-1.0.0", service);
  await user.click(await screen.findByRole("button", { name: "Deprecate" }));
  await user.type(screen.getByLabelText("Why is this version no longer to be used?"), "Too strict");
  await user.click(screen.getByRole("button", { name: "Deprecate this version" }));
  expect(await screen.findByText("No longer to be used: Too strict")).toBeTruthy();
  expect(service.sets.asked).toEqual([{ restrictionSetId: "own-1.0.0", reason: "Too strict" }]);
  expect(screen.queryByRole("button", { name: "Deprecate" })).toBeNull();
});

it("tells a viewer why there is nothing to save, and everyone that a set is not there", async () => {
  const service = serviceWithVersions();
  service.role = "VIEWER";
  renderApplication("/restrictions/own-1.0.0", service);
  expect(await screen.findByText("You are a viewer in this organization: maintainers and admins write restriction sets. An admin can give you another role.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Deprecate" })).toBeNull();
});

it("says so when there is no such set, and when the server does not answer", async () => {
  const service = serviceWithVersions();
  renderApplication("/restrictions/nothing", service);
  expect(await screen.findByText("There is no such restriction set")).toBeTruthy();
  service.isReachable = false;
  renderApplication("/restrictions", service);
  expect(await screen.findByText("The server does not answer")).toBeTruthy();
});

const manyRules = () => {
  const service = createService();
  const [rule] = ownSet("1.0.0").rules;
  const rules = Array.from({ length: 12 }, (_, place) => ({ ...rule, id: `r-${place}`, name: `Rule ${place}`, description: `Words ${place}.`, references: ["CWE-95"], parameters: { calls: ["eval", "exec"], when: { keyword: "shell" } } }));
  service.sets.sets.push(ownSet("1.0.0", { rules }));
  return service;
};

it("folds many rules, opens the one that the address names, and all of them", async () => {
  const { user } = renderApplication("/restrictions/own-1.0.0#rule-r-7", manyRules());
  expect(await screen.findByText("Words 7.")).toBeTruthy();
  expect(screen.queryByText("Words 6.")).toBeNull();
  expect(screen.getByRole("link", { name: "CWE-95" }).getAttribute("href")).toBe("https://cwe.mitre.org/data/definitions/95.html");
  expect(screen.getByText("calls").nextElementSibling?.textContent).toBe("evalexec");
  expect(screen.getByText("keyword").nextElementSibling?.textContent).toBe("shell");
  await user.click(screen.getByText("Rule 6"));
  expect(screen.getByText("Words 6.")).toBeTruthy();
  await user.click(screen.getByText("Rule 6"));
  expect(screen.queryByText("Words 6.")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Open all" }));
  expect(screen.getAllByText(/^Words \d+\.$/)).toHaveLength(12);
});

it("opens every rule on paper", async () => {
  renderApplication("/restrictions/own-1.0.0", manyRules());
  await screen.findByText("Rule 3");
  act(() => void window.dispatchEvent(new Event("beforeprint")));
  expect(screen.getAllByText(/^Words \d+\.$/)).toHaveLength(12);
  act(() => void window.dispatchEvent(new Event("afterprint")));
  expect(screen.queryByText("Words 3.")).toBeNull();
});
