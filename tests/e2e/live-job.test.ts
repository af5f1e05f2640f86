import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { keepScreenshot, signIn, withPage } from "./browser";

const RUNS = 60;

/** The width of the interval that the page tells, in percentage points; undefined while it tells none. */
const toldWidth = async (page: Page): Promise<number | undefined> => {
  const told = await page.getByText(/the same so far, 95% interval/).textContent({ timeout: 1000 }).catch(() => null);
  const [, low, high] = /interval (\d+) to (\d+)%/.exec(told ?? "") ?? [];
  return low === undefined ? undefined : Number(high) - Number(low);
};

it("a job is watched as it runs: what it costs is told before, dots appear, classes form, the interval narrows", () =>
  withPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
    await signIn(page);
    await page.goto(`/playground?runs=${RUNS}&temperature=1&seed=3`);
    await page.getByText("Oracle tests").waitFor();
    const sample = page.locator('optgroup[label*="sample" i] option').first();
    await page.getByLabel("Model").selectOption((await sample.getAttribute("value")) ?? "");
    const estimate = page.getByRole("region", { name: "Estimate" });
    await estimate.getByText(/^about \d/).first().waitFor();
    await estimate.getByRole("meter", { name: "Runs today" }).waitFor();
    await page.getByRole("button", { name: `Run ${RUNS}×` }).click();

    const widths: number[] = [];
    await expect
      .poll(
        async () => {
          const width = await toldWidth(page);
          if (width !== undefined && widths.at(-1) !== width) widths.push(width);
          if (widths.length === 2) await keepScreenshot(page, "live-job", false);
          return page.getByTestId("verdict").count();
        },
        { timeout: 120_000, interval: 50 },
      )
      .toBe(1);
    expect(widths.length, `widths seen: ${widths.join(" ")}`).toBeGreaterThanOrEqual(3);
    expect(Math.min(...widths)).toBeLessThan(widths[0] ?? 0);
    await page.getByRole("region", { name: "Outputs" }).getByText("Form A", { exact: true }).waitFor();
  }));

it("jobs are cancelled and taken away from the list, and a finished one is replayed and exported from its page", () =>
  withPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
    await signIn(page);
    await page.goto("/playground?runs=500&temperature=1&seed=4");
    await page.getByText("Oracle tests").waitFor();
    const sample = page.locator('optgroup[label*="sample" i] option').first();
    await page.getByLabel("Model").selectOption((await sample.getAttribute("value")) ?? "");
    await page.getByRole("button", { name: "Run 500×" }).click();
    await page.waitForURL(/job=/);

    await page.goto("/jobs");
    await page.getByRole("row").getByText(/^(Queued|Running)$/).first().waitFor();
    await page.getByRole("checkbox").first().check();
    const bar = page.getByRole("region", { name: "1 job chosen" });
    await bar.getByRole("button", { name: "Cancel" }).click();
    await bar.getByText("1 job is cancelled.").waitFor();
    await page.getByRole("row").getByText("Cancelled").first().waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), bar.getByRole("button", { name: "Export" }).click()]);
    expect(file.suggestedFilename()).toBe("skyt-jobs.csv");

    await page.goto("/jobs?status=COMPLETED");
    await page.getByRole("row").getByRole("link").first().click();
    await page.getByTestId("verdict").waitFor();
    await page.getByRole("button", { name: "Replay" }).click();
    await page.getByText(/the report is the same, byte for byte\.$/).waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Export" }).click();
    const [runs] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Runs as CSV" }).click()]);
    expect(runs.suggestedFilename()).toMatch(/^job-.*\.csv$/);
    const [bundle] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /^Bundle for skyt replay/ }).click()]);
    expect(bundle.suggestedFilename()).toMatch(/\.skyt$/);
  }));
