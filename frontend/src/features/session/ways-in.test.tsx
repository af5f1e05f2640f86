import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { createService, renderApplication } from "@test/render-application";

type Service = ReturnType<typeof createService>;

const open = (address: string, prepare: (service: Service) => void = () => {}) => {
  const service = createService();
  service.isSignedIn = false;
  prepare(service);
  return { service, ...renderApplication(address, service) };
};

const closed = (service: Service) => {
  service.isRegistrationOpen = false;
};

const fill = async (user: ReturnType<typeof open>["user"], password: string) => {
  await user.type(await screen.findByLabelText("Name"), "Grace");
  await user.type(screen.getByLabelText("E-mail"), "grace@example.org");
  await user.type(screen.getByLabelText("Password"), password);
  await user.click(screen.getByRole("button", { name: "Create account" }));
};

it("offers every provider, which leads back to where one was going", async () => {
  open("/sign-in?returnTo=%2Fjobs%3Fstatus%3DFAILED", (service) => {
    service.providerNames = ["our-company"];
  });
  const link = await screen.findByRole("link", { name: "Continue with Our company" });
  expect(link.getAttribute("href")).toBe("/auth/oidc/our-company/login?return_to=%2Fjobs%3Fstatus%3DFAILED");
});

it("has words of its own for a provider's refusal, and none that the address brings along", async () => {
  open("/sign-in?refused=unverified");
  expect((await screen.findByRole("alert")).textContent).toBe("The provider has not verified your e-mail address. Verify it there, then sign in again.");
  open("/sign-in?refused=Call%20this%20number");
  expect(screen.queryByText(/Call this number/)).toBeNull();
});

it("makes an account, tells a mistake at its field, and goes on where one was going", async () => {
  const { user, service, currentAddress } = open("/register?returnTo=%2Fjobs");
  await fill(user, "short");
  expect((await screen.findByRole("alert")).textContent).toBe("a new password has from 12 to 1000 characters");
  await user.clear(screen.getByLabelText("Password"));
  await user.type(screen.getByLabelText("Password"), "repeatability");
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(currentAddress()).toBe("/jobs"));
  expect(service.registered).toEqual([{ email: "grace@example.org", password: "repeatability", displayName: "Grace", invitationToken: null }]);
});

it("does not tell who has an account, only what to do if one has", async () => {
  const { user } = open("/register");
  await fill(user, "another password");
  expect((await screen.findByRole("alert")).textContent).toBe("If this address had an account before, nothing about it changed: sign in with its own password.");
});

it("says where registration is by invitation only, and lets in who has one", async () => {
  const first = open("/register", closed);
  expect(await screen.findByText("Registration is by invitation here")).toBeTruthy();
  first.unmount();
  const { user, service, currentAddress } = open("/register?invitation=the-token", closed);
  expect(await screen.findByText("You join Navy with it.")).toBeTruthy();
  await fill(user, "repeatability");
  await waitFor(() => expect(currentAddress()).toBe("/"));
  expect([service.registered[0]?.invitationToken, service.organization.current]).toEqual(["the-token", "organization-2"]);
});

it("shows a stranger what the invitation is for, and two ways to accept it", async () => {
  open("/invitation/the-token");
  expect(await screen.findByRole("heading", { name: "Join Navy" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Sign in to accept" }).getAttribute("href")).toBe("/sign-in?returnTo=%2Finvitation%2Fthe-token");
  expect(screen.getByRole("link", { name: "Create an account" }).getAttribute("href")).toBe("/register?invitation=the-token");
});

it("accepts an invitation, and goes on in the organization that invited", async () => {
  const { user, service, currentAddress } = open("/invitation/the-token", (memory) => {
    memory.isSignedIn = true;
  });
  await user.click(await screen.findByRole("button", { name: "Accept and go there" }));
  await waitFor(() => expect(currentAddress()).toBe("/"));
  expect([service.invitation, service.organization.current]).toEqual([null, "organization-2"]);
});

it("lets another account accept what is for another address", async () => {
  const { user } = open("/invitation/the-token", (service) => {
    service.isSignedIn = true;
    service.invitation = { organizationName: "Navy", role: "ADMIN", email: "grace@example.org", expiresAt: "2999-01-01T00:00:00Z" };
  });
  expect(await screen.findByText("This invitation is for grace@example.org, and you are signed in as demo@skyt.example.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Use another account" }));
  expect(await screen.findByRole("link", { name: "Sign in to accept" })).toBeTruthy();
});

it("says that a link is not open any more", async () => {
  open("/invitation/another-token");
  expect(await screen.findByRole("heading", { name: "This invitation is not open" })).toBeTruthy();
});
