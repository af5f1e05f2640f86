// Lighthouse on the built page as the service serves it: performance and accessibility of every route, signed in, in both forms.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { routesOf } from "./budget.mjs";
import { ask, CHROMIUM_FLAGS, EXECUTABLE, open, row, signIn, table } from "./browser.mjs";

const VERSION = "12.8.2";
const GOAL = 95;

const cookieOf = async (baseURL) => {
  const { browser, context } = await open(baseURL);
  await signIn(context);
  const routes = await routesOf((query) => ask(context, baseURL, query));
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await browser.close();
  return { cookies, routes };
};

/** One report, in a browser that Lighthouse starts itself and that has never seen the page; `form` is mobile (Lighthouse's own throttling: a slow phone on a slow network) or desktop. */
const reportOf = (url, cookies, form, env) => {
  const folder = mkdtempSync(join(tmpdir(), "skyt-lighthouse-"));
  const path = join(folder, "report.json");
  try {
    execFileSync(
      "npx",
      ["--yes", `lighthouse@${VERSION}`, url, "--quiet", "--output=json", `--output-path=${path}`, "--only-categories=performance,accessibility", `--extra-headers=${JSON.stringify({ Cookie: cookies })}`, `--chrome-flags=${["--headless=new", ...CHROMIUM_FLAGS].join(" ")}`, ...(form === "desktop" ? ["--preset=desktop"] : [])],
      { stdio: "ignore", env: { ...env, CHROME_PATH: EXECUTABLE } },
    );
    return JSON.parse(readFileSync(path, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** On a busy machine Chromium now and then gives no trace: once more then. */
const steadyReportOf = (...parts) => {
  try {
    return reportOf(...parts);
  } catch {
    return reportOf(...parts);
  }
};

const score = (report, category) => Math.round(report.categories[category].score * 100);

/** The report in the middle of several: a single one says more about the machine's moment than about the page. */
const middleReportOf = (times, ...parts) => {
  const reports = Array.from({ length: times }, () => steadyReportOf(...parts));
  return reports.toSorted((one, other) => score(one, "performance") - score(other, "performance"))[Math.floor(times / 2)];
};

const figure = (report, audit) => report.audits[audit].displayValue.replaceAll(" ", " ");

const failing = (report) => Object.values(report.audits).filter(({ score: value, scoreDisplayMode }) => scoreDisplayMode === "binary" && value === 0).map(({ id }) => id);

const FORMS = ["mobile", "desktop"];
const BUSY = "busy";
const TIMES = /^(\d+)x$/;
const THREAD_CLOCK = `--import=${new URL("thread-clock.mjs", import.meta.url)}`;
const isWanted = (name, all, only) => !only.some((wanted) => all.includes(wanted)) || only.includes(name);

/** `words` name routes and forms to which to keep, none means all; `busy` lets tasks count with their processor time; `5x` is the middle of five reports. */
export const measureLighthouse = async (baseURL, words = []) => {
  const only = words.filter((word) => word !== BUSY && !TIMES.test(word));
  const times = Number(words.map((word) => TIMES.exec(word)?.[1]).find(Boolean) ?? 1);
  const env = words.includes(BUSY) ? { ...process.env, NODE_OPTIONS: THREAD_CLOCK } : process.env;
  const { cookies, routes: pages } = await cookieOf(baseURL);
  const routes = { ...pages, explorer: "/graphql" };
  let lowest = 100;
  table("route", "form", "performance", "accessibility", "first paint", "largest paint", "blocking", "shift", "audits that fail");
  for (const [name, path] of Object.entries(routes).filter(([route]) => isWanted(route, Object.keys(routes), only))) {
    for (const form of FORMS.filter((form) => isWanted(form, FORMS, only))) {
      const report = middleReportOf(times, baseURL + path, name === "sign-in" ? "" : cookies, form, env);
      const scores = [score(report, "performance"), score(report, "accessibility")];
      lowest = Math.min(lowest, ...scores);
      row(name, form, ...scores, figure(report, "first-contentful-paint"), figure(report, "largest-contentful-paint"), figure(report, "total-blocking-time"), figure(report, "cumulative-layout-shift"), failing(report).join(" ") || "none");
    }
  }
  return lowest >= GOAL;
};
