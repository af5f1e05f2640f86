import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { keepScreenshot, signIn, withPage } from "./browser";

const openFinishedJob = async (page: Page) => {
  await signIn(page);
  await page.goto("/jobs?status=COMPLETED");
  await page.getByRole("row").getByRole("link").last().click();
  await page.getByTestId("verdict").waitFor();
};

it.each(["light", "dark"] as const)("outputs are stacked by program or by behaviour, and a run is held against the anchor, in the %s theme", (colorScheme) =>
  withPage({ viewport: { width: 1440, height: 900 }, colorScheme, reducedMotion: "reduce" }, async (page) => {
    await openFinishedJob(page);
    const outputs = page.getByRole("region", { name: "Outputs" });
    await outputs.getByText("Form A", { exact: true }).waitFor();
    await outputs.locator(".tok-keyword").first().waitFor();
    await keepScreenshot(page, `outputs-form-${colorScheme}`);

    await outputs.getByRole("radio", { name: "By form" }).focus();
    await page.keyboard.press("ArrowRight");
    await outputs.getByText("Behaviour 1", { exact: true }).waitFor();
    await outputs.getByText("20 of 20").waitFor();
    expect(new URL(page.url()).searchParams.get("by")).toBe("behaviour");

    await outputs.getByRole("button", { name: /form B/ }).first().click();
    await page.getByRole("dialog").getByRole("tab", { name: "Against anchor" }).click();
    const difference = page.getByRole("dialog").getByRole("region", { name: "Against anchor" }).locator("tbody");
    await difference.getByText("−", { exact: true }).first().waitFor();
    expect(await difference.getByText("+", { exact: true }).count()).toBeGreaterThan(0);
    await page.getByRole("dialog").getByRole("radio", { name: "as answered" }).check();
    await page.getByText("As the model answered, before anything was rewritten").waitFor();
    await keepScreenshot(page, `against-anchor-${colorScheme}`, false);

    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("?by=behaviour");
  }));
