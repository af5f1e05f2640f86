import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { createService, renderApplication } from "@test/render-application";

const signedOutService = () => {
  const service = createService();
  service.isSignedIn = false;
  return service;
};

const signIn = async (user: ReturnType<typeof renderApplication>["user"], password: string) => {
  await user.type(await screen.findByLabelText("E-mail"), "demo@skyt.example");
  await user.type(screen.getByLabelText("Password"), password);
  await user.click(screen.getByRole("button", { name: "Sign in" }));
};

it("keeps who gives a wrong password on the page and says so", async () => {
  const { user, currentAddress } = renderApplication("/sign-in", signedOutService());
  await signIn(user, "wrong");
  expect((await screen.findByRole("alert")).textContent).toBe("E-mail or password is wrong.Check both and try again.");
  expect(currentAddress()).toBe("/sign-in");
});

it("sends a stranger to sign in and then back to where he was going", async () => {
  const { user, currentAddress } = renderApplication("/jobs?status=FAILED", signedOutService());
  await waitFor(() => expect(currentAddress()).toBe("/sign-in?returnTo=%2Fjobs%3Fstatus%3DFAILED"));
  expect(await screen.findByText("You are not signed in, or your session has ended. Sign in, and you go on where you were.")).toBeTruthy();
  await signIn(user, "repeatability");
  await waitFor(() => expect(currentAddress()).toBe("/jobs?status=FAILED"));
});

it("goes on in the organization that one worked in last", async () => {
  const service = createService();
  const first = renderApplication("/settings/organization", service);
  await first.user.click(await screen.findByRole("button", { name: "Switch to Navy" }));
  await waitFor(() => expect(first.currentAddress()).toBe("/"));
  await screen.findByText("Navy");
  first.unmount();
  service.isSignedIn = false;
  service.organization.current = "organization-1";
  const { user, currentAddress } = renderApplication("/sign-in", service);
  await signIn(user, "repeatability");
  await waitFor(() => expect(currentAddress()).toBe("/"));
  expect(service.organization.current).toBe("organization-2");
});

it("says when the server does not answer", async () => {
  const service = signedOutService();
  const { user } = renderApplication("/sign-in", service);
  await screen.findByLabelText("E-mail");
  service.isReachable = false;
  await signIn(user, "repeatability");
  expect((await screen.findByRole("alert")).textContent).toContain("The server does not answer");
});

it("leaves a page for the sign-in page when the session has ended", async () => {
  const service = createService();
  const { user, currentAddress } = renderApplication("/playground", service);
  await screen.findByRole("button", { name: /^Run/ });
  service.isSignedIn = false;
  await user.click(screen.getByRole("link", { name: "Jobs" }));
  await waitFor(() => expect(currentAddress()).toBe("/sign-in?returnTo=%2Fjobs"));
});
