import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { keepScreenshot, signIn, violationsOn, withPage } from "./browser";

const VIEWPORT = { width: 1440, height: 900 };

/** From now on, note every request that leaves the service's own origin, and everything that goes wrong on the page. */
const watch = (page: Page, origin: string) => {
  const foreign: string[] = [];
  const problems: string[] = [];
  page.on("request", (request) => {
    const { protocol, origin: target } = new URL(request.url());
    if (protocol.startsWith("http") && target !== origin) foreign.push(request.url());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  return { foreign, problems };
};

const editorShows = (page: Page, text: string) => page.locator(".graphiql-query-editor .view-lines").getByText(text).first().waitFor();

const openGraphiql = async (page: Page) => {
  await signIn(page);
  const seen = watch(page, new URL(page.url()).origin);
  await page.goto("/graphql");
  await page.getByRole("heading", { name: "GraphQL explorer" }).waitFor();
  await page.getByText("Signed in as demo@skyt.example").waitFor();
  await page.getByRole("button", { name: "Open GraphiQL" }).click();
  // The editor is loaded last, and takes no notice of tabs that were chosen before.
  await editorShows(page, "Who am I");
  return seen;
};

const execute = async (page: Page, tab: string) => {
  await page.getByRole("tab", { name: new RegExp(`^${tab}\\b`) }).click();
  await editorShows(page, tab);
  await page.getByRole("button", { name: /^Execute query/ }).click();
};

const answerHolds = (page: Page, text: string) => expect.poll(() => answer(page), { timeout: 30_000 }).toContain(text);

/** What the answer's editor shows; it draws only the lines in view and spaces as other characters. */
const answer = async (page: Page) => (await page.locator(".graphiql-response .view-lines").innerText({ timeout: 30_000 })).replaceAll("\u00a0", " ");

it.each(["light", "dark"] as const)("GraphiQL needs no other server and asks with the viewer's session, in the %s theme", (colorScheme) =>
  withPage({ viewport: VIEWPORT, colorScheme }, async (page) => {
    const seen = await openGraphiql(page);
    await execute(page, "Viewer");
    await answerHolds(page, '"name": "Demo"');
    await keepScreenshot(page, `explorer-${colorScheme}-desktop`, false);
    expect(seen).toEqual({ foreign: [], problems: [] });
    // GraphiQL's tabs hold buttons; everything else is as on every page.
    expect((await violationsOn(page)).filter((violation) => !violation.startsWith("nested-interactive"))).toEqual([]);
  }));

const SIZES = { desktop: VIEWPORT, phone: { width: 390, height: 844 } } as const;
const FORMS = (["light", "dark"] as const).flatMap((colorScheme) => (["desktop", "phone"] as const).map((size) => [colorScheme, size] as const));

it.each(FORMS)("in the %s theme on a %s the examples are asked in a plain form; GraphiQL comes for who opens it, with what was written, and at once the next time", (colorScheme, size) =>
  withPage({ viewport: SIZES[size], colorScheme }, async (page) => {
    await signIn(page);
    const files: string[] = [];
    page.on("request", (request) => files.push(request.url()));
    await page.goto("/graphql");
    await page.getByRole("button", { name: "Run" }).click();
    await page.getByRole("group", { name: "Answer 1" }).getByText('"Demo"').first().waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(files.filter((address) => /monaco|full-explorer/.test(address))).toEqual([]);
    await keepScreenshot(page, `explorer-plain-${colorScheme}-${size}`, false);
    await page.getByLabel("Query").fill("query Mine { viewer { role } }");
    await page.getByRole("button", { name: "Open GraphiQL" }).click();
    await editorShows(page, "Mine");
    await execute(page, "Mine");
    await answerHolds(page, '"ADMIN"');
    await keepScreenshot(page, `explorer-${colorScheme}-${size}-graphiql`, false);
    await page.reload();
    await editorShows(page, "Mine");
    await page.getByRole("button", { name: "Plain form" }).click();
    await page.getByLabel("Query").waitFor();
    await page.reload();
    await page.getByLabel("Query").waitFor();
    expect(await page.getByRole("button", { name: "Open GraphiQL" }).isVisible()).toBe(true);
  }));

it("the examples tell a job's story: submitted, followed over a socket, measured", () =>
  withPage({ viewport: VIEWPORT }, async (page) => {
    const seen = await openGraphiql(page);
    await execute(page, "SubmitSampleJob");
    await answerHolds(page, '"isNew"');
    await execute(page, "FollowJob");
    await answerHolds(page, '"JOB_COMPLETED"');
    await keepScreenshot(page, "explorer-subscription", false);
    await execute(page, "JobMetrics");
    await answerHolds(page, '"COMPLETED"');
    expect(seen).toEqual({ foreign: [], problems: [] });
  }));

it("a visitor who is not signed in is led to sign in, and back", () =>
  withPage({ viewport: VIEWPORT }, async (page) => {
    await page.goto("/graphql");
    await page.getByRole("link", { name: "Sign in" }).click();
    await page.getByLabel("E-mail").fill("demo@skyt.example");
    await page.getByLabel("Password").fill("repeatability");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Signed in as demo@skyt.example").waitFor();
    expect(new URL(page.url()).pathname).toBe("/graphql");
  }));
