// A service that SKYT_E2E_URL names must know frontend/test-support/identity-provider.mjs under the name `program`.
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { keepScreenshot, withPage } from "./browser";

const DESKTOP = { viewport: { width: 1440, height: 900 } };

/** The provider's own pages: who one is, and what Skyt may know. */
const comeBackAs = async (page: Page, login: string) => {
  await page.locator('input[name="login"]').fill(login);
  await page.locator('input[name="password"]').fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
};

it("a stranger signs in through an OpenID provider and arrives where he was going", () =>
  withPage(DESKTOP, async (page) => {
    await page.goto("/settings/profile");
    await page.getByRole("link", { name: "Continue with Program" }).waitFor();
    await keepScreenshot(page, "sign-in-with-provider");
    await page.getByRole("link", { name: "Continue with Program" }).click();
    await comeBackAs(page, "grace@example.org");
    await page.waitForURL(/\/settings\/profile$/);
    await page.getByRole("main").getByText("grace@example.org").waitFor();
    expect(await page.getByRole("button", { name: "Choose password" }).count()).toBe(1);
  }));

it("an address that the provider has not verified opens nothing, and the page says why", () =>
  withPage(DESKTOP, async (page) => {
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Continue with Program" }).click();
    await comeBackAs(page, "unverified@example.org");
    await page.getByText("The provider has not verified your e-mail address. Verify it there, then sign in again.").waitFor();
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    await page.goto("/jobs");
    await page.waitForURL(/\/sign-in\?returnTo=%2Fjobs$/);
  }));
