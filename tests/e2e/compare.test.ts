import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { keepScreenshot, signIn, withPage } from "./browser";

const RUNS = 12;

/** Run the sample contract as it stands in the form, and stay beside its result. */
const runSampleJob = async (page: Page, button: RegExp) => {
  await page.getByRole("button", { name: button }).click();
  await page.getByTestId("verdict").waitFor({ timeout: 120_000 });
};

const repeatWithOneChange = async (page: Page) => {
  await page.goto("/playground?runs=12&temperature=0&seed=1");
  await page.getByText("Oracle tests").waitFor();
  const sample = page.locator('optgroup[label*="sample" i] option').first();
  await page.getByLabel("Model").selectOption((await sample.getAttribute("value")) ?? "");
  await runSampleJob(page, new RegExp(`^Run ${RUNS}×$`));
  await page.getByLabel("Temperature").fill("1");
  await page.getByRole("button", { name: `Run ${RUNS}× again` }).click();
  await page.getByRole("link", { name: "Compare with the job before" }).waitFor();
  await page.getByTestId("verdict").waitFor({ timeout: 120_000 });
};

it.each(["light", "dark"] as const)("a job repeated with one change is compared with the one before, in the %s theme", (colorScheme) =>
  withPage({ viewport: { width: 1440, height: 900 }, colorScheme, reducedMotion: "reduce" }, async (page) => {
    await signIn(page);
    await repeatWithOneChange(page);
    await page.getByRole("link", { name: "Compare with the job before" }).click();
    await page.getByRole("heading", { name: "Compare" }).waitFor();
    expect(await page.getByTestId("comparison").textContent()).toMatch(/^(Same|Changed|Cannot tell yet): /);
    await page.getByRole("region", { name: "What was compared" }).getByRole("img", { name: /^Difference .*noise band/ }).first().waitFor();
    await page.getByRole("region", { name: "Configuration" }).getByText(/temperature/).waitFor();
    await keepScreenshot(page, `compare-${colorScheme}-desktop`);
  }));
