import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { keepScreenshot, signIn, withPage } from "./browser";

const replaceInEditor = async (page: Page, old: string, text: string) => {
  await page.locator(".cm-content").getByText(old).first().click();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.type(text);
};

it("a mistake in a restriction set stands at its line while one writes, keeps it from being saved, and goes once it is mended", () =>
  withPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
    await signIn(page);
    await page.goto("/restrictions/new");
    await page.getByText("can be saved").waitFor();
    await page.getByRole("textbox", { name: "Restriction set" }).click();
    await page.locator(".cm-content").waitFor();
    await replaceInEditor(page, "severity:", "severity: fatal");
    const told = page.getByText(/^Line \d+$/).first();
    await told.waitFor();
    await page.getByText("$.rules[0].severity").first().waitFor();
    await page.locator(".cm-lintRange-error").first().waitFor();
    await keepScreenshot(page, "restriction-mistake", false);
    await page.getByRole("button", { name: "Save the set" }).click();
    expect(new URL(page.url()).pathname).toBe("/restrictions/new");

    await replaceInEditor(page, "severity:", "severity: required");
    await told.waitFor({ state: "detached" });
    await page.getByText("can be saved").waitFor();
    await page.getByRole("button", { name: "Save the set" }).click();
    await page.waitForURL(/\/restrictions\/(?!new)/);
    await page.getByRole("heading", { name: /^Rules/ }).waitFor();
  }));
