import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { keepScreenshot, signIn, withPage } from "./browser";

const DESKTOP = { viewport: { width: 1440, height: 900 } };

const invite = async (page: Page): Promise<string> => {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByRole("radio", { name: "Viewer" }).check();
  await page.getByRole("button", { name: "Make the link" }).click();
  return (await page.getByRole("region", { name: "Invitation link" }).textContent()) ?? "";
};

const registerThrough = async (page: Page, link: string) => {
  await page.goto(link);
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByText(/^You join .* with it\.$/).waitFor();
  await page.getByLabel("Name").fill("Vera Viewer");
  await page.getByLabel("E-mail").fill(`vera-${Date.now()}@example.org`);
  await page.getByLabel("Password").fill("only reading, please");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
};

const buttons = (page: Page) => page.getByRole("main").getByRole("button").allTextContents();

it("somebody who is invited as a viewer reads everything and finds no way to change it", () =>
  withPage(DESKTOP, async (page) => {
    await signIn(page);
    const link = await invite(page);
    await page.context().clearCookies();
    await registerThrough(page, link);

    await page.goto("/jobs?status=COMPLETED");
    await page.getByRole("row").getByRole("link").first().click();
    await page.getByTestId("verdict").waitFor();
    await page.goto("/playground");
    await page.getByText("You are a viewer in this organization: maintainers and admins run jobs. An admin can give you another role.").waitFor();
    expect(await page.getByRole("button", { name: /^Run/ }).isDisabled()).toBe(true);
    for (const list of ["contracts", "restrictions"]) {
      await page.goto(`/${list}`);
      await page.getByRole("row").getByRole("link").first().waitFor();
      await expect.poll(() => page.getByRole("link", { name: /^New / }).count()).toBe(0);
      await page.getByText(/^You are a viewer in this organization: .* An admin can give you another role\.$/).waitFor();
    }
    await page.goto("/contracts/new");
    await page.getByRole("heading", { name: "Maintainers and admins write contracts" }).waitFor();
    await page.getByRole("link", { name: "All contracts" }).click();
    await page.getByRole("link", { name: "Write a number in Roman numerals" }).click();
    await page.getByText("policy: must_raise").waitFor();
    await page.goto("/settings/members");
    await page.getByText("Only admins invite people and change roles.").waitFor();
    await page.getByText("Vera Viewer").last().waitFor();
    expect(await buttons(page)).toEqual([]);
    await keepScreenshot(page, "viewer-members");
    await page.goto("/settings/api-keys");
    await page.getByText("Only admins see API keys").waitFor();
    expect(await buttons(page)).toEqual([]);
    await keepScreenshot(page, "viewer-api-keys");
  }));
