import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { signIn, withPage } from "./browser";

/** How light a colour of the page is as it is printed now, from 0 to 255. */
const lightness = (page: Page, selector: string, property: "color" | "background-color") =>
  page.locator(selector).first().evaluate((element, name) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (!canvas) throw new Error("there is no canvas");
    canvas.fillStyle = getComputedStyle(element).getPropertyValue(name);
    canvas.fillRect(0, 0, 1, 1);
    return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
  }, property);

it("a contract on paper is dark on light in the dark theme too, without what can only be pressed", () =>
  withPage({ colorScheme: "dark" }, async (page) => {
    await signIn(page);
    await page.goto("/contracts");
    await page.getByRole("link", { name: "Decide whether a year is a leap year" }).click();
    await page.getByRole("heading", { name: "Oracle tests" }).waitFor();
    expect(await lightness(page, "main h1", "color")).toBeGreaterThan(200);
    await page.emulateMedia({ media: "print" });
    expect(await lightness(page, "main h1", "color")).toBeLessThan(80);
    expect(await lightness(page, "main pre", "background-color")).toBeGreaterThan(230);
    expect(await page.getByRole("link", { name: "Make a copy" }).isVisible()).toBe(false);
  }));
