import axe from "axe-core";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { inject } from "vitest";

const EXECUTABLE = process.env.SKYT_CHROMIUM ?? "/usr/bin/chromium";
const RESULTS = new URL("../../test-results/", import.meta.url).pathname;

/** Open a browser of its own, hand its page to a story, and close it whatever happens. */
export const withPage = async (options: BrowserContextOptions, story: (page: Page) => Promise<void>): Promise<void> => {
  if (!existsSync(EXECUTABLE)) {
    throw new Error(`There is no browser at ${EXECUTABLE}. On Debian: apt-get install chromium; or name one in SKYT_CHROMIUM.`);
  }
  const profile = await mkdtemp(join(tmpdir(), "skyt-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: EXECUTABLE,
    headless: true,
    // Chromium's own sandbox needs rights that root in a container does not have.
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage", "--disable-gpu"],
    baseURL: inject("baseUrl"),
    locale: "en-GB",
    ...options,
  });
  try {
    await story(context.pages()[0] ?? (await context.newPage()));
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
};

export const signIn = async (page: Page): Promise<void> => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(process.env.SKYT_E2E_EMAIL ?? "demo@skyt.example");
  await page.getByLabel("Password").fill(process.env.SKYT_E2E_PASSWORD ?? "repeatability");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
};

/** Keep what the page looks like now, under test-results/. */
export const keepScreenshot = async (page: Page, name: string, isWholePage = true): Promise<void> => {
  await mkdir(RESULTS, { recursive: true });
  // Parts out of view are not drawn, and a picture of the whole page does not bring them into view.
  if (isWholePage) await page.addStyleTag({ content: ".off-screen-rest { content-visibility: visible !important }" });
  await page.screenshot({ path: join(RESULTS, `${name}.png`), fullPage: isWholePage });
};

/** The parts of a long page are fetched when the reader comes near them, and move down what comes after them. */
export const readToTheEnd = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () => {
      const bottom = document.documentElement.scrollHeight - window.innerHeight;
      window.scrollTo(0, window.scrollY >= bottom - 1 ? 0 : Math.min(window.scrollY + 400, bottom));
      return [...document.querySelectorAll("h2")].some((heading) => heading.textContent?.startsWith("Events"));
    },
    undefined,
    { polling: 50 },
  );
  await page.getByRole("heading", { name: /^Events/ }).waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
};

/** What axe holds against the page by WCAG 2.2 AA. */
export const violationsOn = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await checker.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  });
};
