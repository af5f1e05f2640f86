// A browser for measurements: Debian's Chromium over the page's own playwright-core, signed in as the demo user.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../frontend/package.json", import.meta.url));
const { chromium } = require("playwright-core");

export const EXECUTABLE = process.env.SKYT_CHROMIUM ?? "/usr/bin/chromium";
const AS_ROOT = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
export const CHROMIUM_FLAGS = ["--disable-gpu", "--disable-dev-shm-usage", ...AS_ROOT];

export const open = async (baseURL, args = []) => {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: [...CHROMIUM_FLAGS, ...args] });
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  return { browser, context };
};

export const signIn = async (context) => {
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(process.env.SKYT_E2E_EMAIL ?? "demo@skyt.example");
  await page.getByLabel("Password").fill(process.env.SKYT_E2E_PASSWORD ?? "repeatability");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  await page.close();
};

/** Ask the service as the signed-in user. */
export const ask = async (context, baseURL, query, variables = {}) => {
  const response = await context.request.post(`${baseURL}/graphql`, { data: { query, variables }, headers: { origin: baseURL } });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
  return data;
};

export const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);

export const table = (...heads) => {
  row(...heads);
  row(...heads.map((_, place) => (place === 0 ? "---" : "---:")));
};
