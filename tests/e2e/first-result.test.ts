import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { keepScreenshot, readToTheEnd, signIn, withPage } from "./browser";

const RUNS = 12;

type Witness = { skytWitness?: { states: string[] } };

/** From now on, note every state of the dots that the page shows; a reload would lose the notes. */
const watchDots = (page: Page) =>
  page.evaluate(() => {
    const states: string[] = [];
    const note = () => {
      const dots = [...document.querySelectorAll('[aria-label="Runs"] [data-state]')].map((dot) => dot.getAttribute("data-state"));
      const state = ["waiting", "generated", "analysed"].map((kind) => dots.filter((dot) => dot === kind).length).join("/");
      if (dots.length > 0 && states.at(-1) !== state) states.push(state);
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
    (window as Witness).skytWitness = { states };
  });

const seenStates = (page: Page) => page.evaluate(() => (window as Witness).skytWitness?.states ?? null);

const startSampleJob = async (page: Page) => {
  const sample = page.locator('optgroup[label*="sample" i] option').first();
  await page.getByLabel("Model").selectOption((await sample.getAttribute("value")) ?? "");
  await page.getByRole("textbox", { name: "Runs" }).fill(String(RUNS));
  await page.getByLabel("Temperature").fill("0.8");
  await page.getByLabel("Seed").fill("7");
  await page.getByRole("checkbox").first().check();
  await page.getByRole("button", { name: `Run ${RUNS}×` }).click();
};

it("a first visitor signs in, runs the sample contract, watches it live and sees what came of it", () =>
  withPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
    await signIn(page);
    await page.getByRole("link", { name: "Open the playground" }).click();
    await page.getByText("Oracle tests").waitFor();
    await watchDots(page);
    await startSampleJob(page);
    await page.waitForURL(/\/playground\?.*job=/);
    await page.getByTestId("verdict").waitFor({ timeout: 120_000 });

    const states = await seenStates(page);
    expect(states, "the page was never loaded again").not.toBeNull();
    const analysed = (states ?? []).map((state) => Number(state.split("/")[2]));
    expect(new Set(analysed.filter((count) => count > 0 && count < RUNS)).size, `states seen: ${states?.join(" ")}`).toBeGreaterThanOrEqual(2);
    expect(analysed.at(-1)).toBe(RUNS);
    expect(analysed).toEqual(analysed.toSorted((one, other) => one - other));

    expect(await page.getByTestId("verdict").textContent()).toMatch(/^\d+ of 12 answers are the same program, 95% interval \d+ to \d+%; \d+ of 12 behave alike; /);
    await readToTheEnd(page);
    await page.locator('[data-metric="R_structural"]').getByText(/^\d+\/12$/).waitFor();
    await page.getByText("Sample answers written by hand, not by a model.").first().waitFor();
    expect(await page.getByRole("group", { name: "Runs" }).getByRole("button").count()).toBe(RUNS);
    await keepScreenshot(page, "finished-job");

    await page.getByRole("group", { name: "Runs" }).getByRole("button").first().click();
    await page.getByRole("dialog").getByRole("tab", { name: /Tests/ }).click();
    await page.getByRole("dialog").getByText(/tests pass$/).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }));

it("what the service refuses is shown at its field", () =>
  withPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
    await signIn(page);
    await page.getByRole("link", { name: "Open the playground" }).click();
    await page.getByText("Oracle tests").waitFor();
    await page.getByRole("textbox", { name: "Runs" }).fill("0");
    await page.getByRole("button", { name: /^Run/ }).click();
    await page.locator('input[name="numRuns"][aria-invalid="true"]').waitFor();
    expect(await page.getByRole("alert").first().textContent()).toMatch(/\S/);
    expect(new URL(page.url()).searchParams.has("job")).toBe(false);
  }));

it("a wrong password is refused, and a page that needs a session leads back after signing in", () =>
  withPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
    await page.goto("/jobs");
    await page.waitForURL(/\/sign-in\?returnTo=%2Fjobs$/);
    await page.getByLabel("E-mail").fill("demo@skyt.example");
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Password").fill("repeatability");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Jobs" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/jobs");
  }));
