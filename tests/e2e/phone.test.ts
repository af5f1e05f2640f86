import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { signIn, withPage } from "./browser";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const NARROWEST = { viewport: { width: 320, height: 640 } };

const isTooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

/** Where the keyboard stands beneath something else, after so many steps. */
const hiddenStops = async (page: Page, steps: number): Promise<string[]> => {
  const hidden = new Set<string>();
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return null;
      const bar = document.querySelector("header:has(> nav)");
      if (bar?.contains(focused)) return null;
      const { left, top, width, height } = focused.getBoundingClientRect();
      const seen = document.elementFromPoint(left + Math.min(width, window.innerWidth) / 2, top + height / 2);
      return seen && bar?.contains(seen) ? `${focused.tagName} ${focused.textContent}` : null;
    });
    if (name !== null) hidden.add(name);
  }
  return [...hidden];
};

it("a job of the list is a row of its own on a phone, with the number of its runs", () =>
  withPage(PHONE, async (page) => {
    await signIn(page);
    await page.goto("/jobs");
    const row = page.getByRole("row").filter({ has: page.getByRole("link") }).first();
    await row.getByText(/ · \d+ runs$/).waitFor();
    const cells = await row.getByRole("cell").evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect()).filter(({ width }) => width > 0).map(({ left, right }) => left >= 0 && right <= window.innerWidth));
    expect(cells).toEqual(cells.map(() => true));
    // Title and state, model and share, time and box: three lines of two.
    expect(cells.length).toBe(6);
  }));

it("the keyboard never stops beneath the bar of a small screen", () =>
  withPage({ ...PHONE, reducedMotion: "reduce" }, async (page) => {
    await signIn(page);
    await page.goto("/jobs?status=COMPLETED");
    await page.getByRole("row").getByRole("link").first().click();
    await page.getByTestId("verdict").waitFor();
    expect(await hiddenStops(page, 120)).toEqual([]);
  }));

it("at a zoom of 400% nothing is wider than the screen", () =>
  withPage(NARROWEST, async (page) => {
    await signIn(page);
    const wide: string[] = [];
    for (const path of ["/", "/playground", "/jobs", "/contracts", "/restrictions", "/settings/audit-log"]) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      if (await isTooWide(page)) wide.push(path);
    }
    expect(wide).toEqual([]);
  }));
