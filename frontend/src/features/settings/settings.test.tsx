import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { createService, renderApplication } from "@test/render-application";

beforeEach(() => localStorage.clear());

const open = (part: string, prepare: (service: ReturnType<typeof createService>) => void = () => {}) => {
  const service = createService();
  prepare(service);
  return { service, ...renderApplication(`/settings/${part}`, service) };
};

const dialog = async () => within(await screen.findByRole("dialog"));

it("leads from its own address to the profile, and marks where one is", async () => {
  const { currentAddress } = open("");
  await waitFor(() => expect(currentAddress()).toBe("/settings/profile"));
  const parts = within(await screen.findByRole("navigation", { name: "Settings" }));
  await waitFor(() => expect(parts.getByRole("link", { current: "page" }).textContent).toBe("Profile"));
  expect(parts.getAllByRole("link").map((link) => link.textContent)).toEqual([
    "Profile",
    "Sessions",
    "Appearance",
    "General",
    "Members",
    "Tier and usage",
    "API keys",
    "Provider keys",
    "Webhooks",
    "Audit log",
  ]);
});

it("changes name, address and password, and tells a mistake at its field", async () => {
  const { user, service } = open("profile");
  const name = await screen.findByLabelText("Name");
  await user.clear(name);
  await user.type(name, "Ada");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved")).toBeTruthy();
  expect(service.organization.person.displayName).toBe("Ada");

  const [present, current] = screen.getAllByLabelText("Present password");
  const address = screen.getByLabelText("E-mail");
  await user.clear(address);
  await user.type(address, "ada@example.org");
  await user.type(present as HTMLElement, "wrong");
  await user.click(screen.getByRole("button", { name: "Change address" }));
  expect((await screen.findByRole("alert")).textContent).toBe("the present password is another one");
  await user.clear(present as HTMLElement);
  await user.type(present as HTMLElement, "repeatability");
  await user.click(screen.getByRole("button", { name: "Change address" }));
  expect(await screen.findByText("You sign in as ada@example.org from now on.")).toBeTruthy();

  await user.type(current as HTMLElement, "repeatability");
  await user.type(screen.getByLabelText("New password"), "short");
  await user.click(screen.getByRole("button", { name: "Change password" }));
  expect((await screen.findByRole("alert")).textContent).toBe("A password has 12 characters or more.");
  await user.type(screen.getByLabelText("New password"), " but longer now");
  await user.click(screen.getByRole("button", { name: "Change password" }));
  expect(await screen.findByText("The new password holds; 2 other sessions ended.")).toBeTruthy();
});

it("who signs in through a provider only chooses a password, and keeps the provider's address", async () => {
  open("profile", (service) => {
    service.organization.person.hasPassword = false;
  });
  expect(await screen.findByText("Your identity provider vouches for this address. To change it here, choose a password first.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Choose password" })).toBeTruthy();
  expect(screen.queryByLabelText("Present password")).toBeNull();
});

it("ends another session, and all of them", async () => {
  const { user, currentAddress } = open("sessions");
  expect((await screen.findByText("This session")).closest("li")?.textContent).toContain("Firefox on Linux");
  await user.click(screen.getByRole("button", { name: "End the session of curl" }));
  await user.click((await dialog()).getByRole("button", { name: "End" }));
  await waitFor(() => expect(screen.queryByText("curl")).toBeNull());
  await user.click(screen.getByRole("button", { name: "Sign out everywhere" }));
  await user.click((await dialog()).getByRole("button", { name: "Sign out everywhere" }));
  await waitFor(() => expect(currentAddress()).toBe("/sign-in"));
});

it("takes the theme of the computer, or the one that is chosen, and remembers it", async () => {
  const { user } = open("appearance");
  expect(((await screen.findByRole("radio", { name: /As the system/ })) as HTMLInputElement).checked).toBe(true);
  await user.click(screen.getByRole("radio", { name: /^Dark/ }));
  expect([document.documentElement.classList.contains("dark"), localStorage.getItem("skyt.theme")]).toEqual([true, "dark"]);
  await user.click(screen.getByRole("radio", { name: /As the system/ }));
  expect([document.documentElement.classList.contains("dark"), localStorage.getItem("skyt.theme")]).toEqual([false, null]);
});

it("renames the organization, switches to another, and makes one", async () => {
  const { user, service, currentAddress } = open("organization");
  const name = await screen.findByLabelText("Organization name");
  await user.clear(name);
  await user.type(name, "Parsers");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.getAllByText("Parsers").length).toBeGreaterThan(0));
  await user.click(await screen.findByRole("button", { name: "New organization" }));
  const question = await dialog();
  await user.type(question.getByLabelText("Organization name"), "Compilers");
  await user.click(question.getByRole("button", { name: "Create and switch" }));
  await waitFor(() => expect(currentAddress()).toBe("/"));
  expect([service.organization.asked, service.organization.current]).toEqual([[{ name: "Compilers" }], "organization-3"]);
});

it("deletes an organization only under its name, and says why it cannot be now", async () => {
  const service = createService();
  service.organization.organizations.push({ id: "organization-3", name: "Laboratory", isPersonal: false, role: "ADMIN" });
  service.organization.current = "organization-3";
  service.organization.hasJobsUnderWay = true;
  const { user, currentAddress } = renderApplication("/settings/organization", service);
  await user.click(await screen.findByRole("button", { name: "Delete organization…" }));
  const question = within(screen.getByRole("dialog", { name: "Delete Laboratory?" }));
  const confirm = question.getByRole("button", { name: "Delete for ever" });
  await user.type(question.getByLabelText("Write “Laboratory” to confirm"), "laboratory");
  expect(confirm.hasAttribute("disabled")).toBe(true);
  await user.clear(question.getByLabelText("Write “Laboratory” to confirm"));
  await user.type(question.getByLabelText("Write “Laboratory” to confirm"), "Laboratory");
  await user.click(confirm);
  expect(await question.findByText("1 job is queued or running", { exact: false })).toBeTruthy();
  service.organization.hasJobsUnderWay = false;
  await user.click(confirm);
  await waitFor(() => expect(currentAddress()).toBe("/"));
  expect(service.organization.organizations.map(({ name }) => name)).toEqual(["Demo", "Navy"]);
});

it("invites by a link that is shown once, changes a role, removes a member and takes an invitation back", async () => {
  const { user, service } = open("members");
  await user.click(await screen.findByRole("button", { name: "Invite" }));
  const question = await dialog();
  await user.type(question.getByLabelText("E-mail (optional)"), "nobody");
  await user.click(question.getByRole("button", { name: "Make the link" }));
  expect((await question.findByRole("alert")).textContent).toBe("this is not an e-mail address");
  await user.type(question.getByLabelText("E-mail (optional)"), "@example.org");
  await user.click(question.getByRole("radio", { name: "Maintainer" }));
  await user.click(question.getByRole("button", { name: "Make the link" }));
  expect((await question.findByRole("region", { name: "Invitation link" })).textContent).toMatch(/\/invitation\/the-token$/);
  await user.click(question.getByRole("button", { name: "Done" }));
  expect(service.organization.asked.at(-1)).toEqual({ role: "MAINTAINER", email: "nobody@example.org" });

  await user.selectOptions(await screen.findByLabelText("Role of Grace Hopper"), "VIEWER");
  await waitFor(() => expect(service.organization.asked.at(-1)).toEqual({ userId: "user-2", role: "VIEWER" }));
  await user.click(screen.getByRole("button", { name: "Remove Grace Hopper" }));
  await user.click((await dialog()).getByRole("button", { name: "Remove" }));
  await waitFor(() => expect(screen.queryByText("Grace Hopper")).toBeNull());
  await user.click(screen.getByRole("button", { name: "Take back the invitation of linus@example.org" }));
  await waitFor(() => expect(screen.queryByText("linus@example.org")).toBeNull());
});

it("shows a key once, then its beginning only, and revokes it", async () => {
  const { user, service } = open("api-keys");
  await user.click(await screen.findByRole("button", { name: "New key" }));
  const question = await dialog();
  await user.click(question.getByRole("button", { name: "Create key" }));
  expect((await question.findByRole("alert")).textContent).toBe("name must have from 1 to 200 printable characters");
  await user.type(question.getByLabelText("Name"), "CI");
  await user.click(question.getByRole("radio", { name: "Read and submit" }));
  await user.selectOptions(question.getByLabelText("Expires"), "never");
  await user.click(question.getByRole("button", { name: "Create key" }));
  const write = vi.spyOn(navigator.clipboard, "writeText");
  await user.click(await question.findByRole("button", { name: /^Copy key/ }));
  expect(write).toHaveBeenCalledWith("skyt_the_whole_key");
  await user.click(question.getByRole("button", { name: "Done" }));
  expect(service.organization.asked.at(-1)).toEqual({ name: "CI", scope: "SUBMIT", expiresInDays: null });
  expect(screen.queryByText("skyt_the_whole_key")).toBeNull();

  await user.click(await screen.findByRole("button", { name: "Revoke CI" }));
  await user.click((await dialog()).getByRole("button", { name: "Revoke" }));
  await waitFor(() => expect(screen.queryByText("CI")).toBeNull());
  await user.click(screen.getByLabelText("Show revoked and expired keys"));
  expect(within(screen.getByText("CI").closest("tr") as HTMLElement).getByText("Revoked")).toBeTruthy();
});

it("takes a provider's key and never shows it again", async () => {
  const { user, service } = open("provider-keys", (memory) => {
    memory.providers = [...memory.providers, { name: "openai", title: "OpenAI", notice: null, takesAnyModel: true, models: [] }];
  });
  await user.click(await screen.findByRole("button", { name: "Add key for OpenAI" }));
  const question = await dialog();
  await user.type(question.getByLabelText("Key"), "sk-secret-1234");
  await user.click(question.getByRole("button", { name: "Save key" }));
  expect(await screen.findByText("····1234")).toBeTruthy();
  expect(service.organization.asked).toEqual([{ provider: "openai", label: "OpenAI", key: "sk-secret-1234" }]);
  expect(document.body.textContent).not.toContain("sk-secret");
  expect(screen.queryByText("Sample answers")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Remove the key for OpenAI" }));
  await user.click((await dialog()).getByRole("button", { name: "Remove" }));
  expect(await screen.findByRole("button", { name: "Add key for OpenAI" })).toBeTruthy();
});

it("makes a webhook, whose secret is shown once, and removes it", async () => {
  const { user } = open("webhooks");
  await user.click(await screen.findByRole("button", { name: "New webhook" }));
  const question = await dialog();
  await user.type(question.getByLabelText("Address"), "http://example.org");
  await user.click(question.getByRole("button", { name: "Create webhook" }));
  expect((await question.findByRole("alert")).textContent).toBe("events are sent over https only");
  await user.clear(question.getByLabelText("Address"));
  await user.type(question.getByLabelText("Address"), "https://billing.example.org");
  await user.click(question.getByRole("button", { name: "Create webhook" }));
  expect((await question.findByRole("region", { name: "Signing secret" })).textContent).toBe("whsec_secret");
  await user.click(question.getByRole("button", { name: "Done" }));
  await user.click(await screen.findByRole("button", { name: "Remove https://billing.example.org" }));
  await user.click((await dialog()).getByRole("button", { name: "Remove" }));
  expect(await screen.findByText("There are no webhooks")).toBeTruthy();
});

it("shows what is used of the quota, and keeps the days shown in the address", async () => {
  const { user, currentAddress } = open("usage");
  expect(await screen.findByText("1,800 of 2,000")).toBeTruthy();
  expect(screen.getAllByText("$1.50").length).toBe(2);
  await user.click(screen.getByRole("radio", { name: "7 days" }));
  await waitFor(() => expect(currentAddress()).toBe("/settings/usage?days=7"));
  expect(await screen.findByRole("img", { name: "Runs on each of the last 7 days (UTC)" })).toBeTruthy();
});

it("pages through the audit log, and filters it from the address", async () => {
  const { user, currentAddress } = open("audit-log");
  expect((await screen.findAllByRole("row")).length).toBe(51);
  await user.click(screen.getByRole("button", { name: "Show more" }));
  await waitFor(() => expect(screen.getAllByRole("row").length).toBe(61));
  await user.selectOptions(screen.getByLabelText("What"), "api_key.added");
  expect(await screen.findByText("Nothing fits these filters")).toBeTruthy();
  expect(currentAddress()).toBe("/settings/audit-log?action=api_key.added");
});

it.each([
  ["api-keys", "Only admins see API keys"],
  ["webhooks", "Only admins see webhooks"],
  ["audit-log", "Only admins see the audit log"],
  ["provider-keys", "Only maintainers and admins see provider keys"],
])("a viewer reads why there is nothing in %s, and finds no button", async (part, title) => {
  open(part, (service) => {
    service.role = "VIEWER";
  });
  expect(await screen.findByText(title)).toBeTruthy();
  expect(screen.getByText("You are a viewer in Demo. Ask one of its admins.")).toBeTruthy();
  expect(within(screen.getByRole("main")).queryAllByRole("button")).toEqual([]);
});

it("a viewer sees the members without a way to change them", async () => {
  open("members", (service) => {
    service.role = "VIEWER";
  });
  expect(await screen.findByText("Grace Hopper")).toBeTruthy();
  expect(screen.getByText("Only admins invite people and change roles.")).toBeTruthy();
  expect(within(screen.getByRole("main")).queryAllByRole("button")).toEqual([]);
});
