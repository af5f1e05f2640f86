import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { keepScreenshot, readToTheEnd, signIn, violationsOn, withPage } from "./browser";

const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

const isTooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

const openFinishedJob = async (page: Page) => {
  await page.goto("/jobs?status=COMPLETED");
  await page.getByRole("row").getByRole("link").first().click();
  await page.getByTestId("verdict").waitFor();
  await readToTheEnd(page);
};

const openSettings = (part: string, told: string | RegExp) => async (page: Page) => {
  await page.goto(`/settings/${part}`);
  await page.getByRole("main").getByText(told).first().waitFor();
};

const openNewKey = async (page: Page) => {
  await page.goto("/settings/api-keys");
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByRole("dialog").getByLabel("Name").waitFor();
};

const openInvitation = async (page: Page) => {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByRole("button", { name: "Make the link" }).click();
  await page.goto((await page.getByRole("region", { name: "Invitation link" }).textContent()) ?? "");
  await page.getByRole("button", { name: "Accept and go there" }).waitFor();
};

type Visits = Record<string, (page: Page) => Promise<void>>;

const WAYS_IN_AND_SETTINGS: Visits = {
  "sign-in": async (page) => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").waitFor();
  },
  register: async (page) => {
    await page.goto("/register");
    await page.getByRole("button", { name: "Create account" }).waitFor();
  },
  invitation: openInvitation,
  "invitation-gone": async (page) => {
    await page.goto("/invitation/none");
    await page.getByRole("heading", { name: "This invitation is not open" }).waitFor();
  },
  "settings-profile": openSettings("profile", "New password"),
  "settings-sessions": openSettings("sessions", "This session"),
  "settings-appearance": openSettings("appearance", "As the system"),
  "settings-organization": openSettings("organization", "You are here"),
  "settings-members": openSettings("members", "Anyone with the link"),
  "settings-usage": openSettings("usage", "By day and model"),
  "settings-api-keys": openSettings("api-keys", "There are no API keys"),
  "settings-new-key": openNewKey,
  "settings-provider-keys": openSettings("provider-keys", "Anthropic"),
  "settings-webhooks": openSettings("webhooks", "There are no webhooks"),
  "settings-audit-log": async (page) => {
    await page.goto("/settings/audit-log");
    await page.getByRole("row").filter({ hasText: "Job submitted" }).first().waitFor();
  },
  "account-menu": async (page) => {
    await page.goto("/settings/appearance");
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("button", { name: "Sign out" }).waitFor();
  },
};

const WORK: Visits = {
  overview: async (page) => {
    await page.goto("/");
    await page.getByRole("region", { name: "Repeatability over time" }).getByRole("group").first().waitFor();
  },
  playground: async (page) => {
    await page.goto("/playground");
    await page.getByText("Oracle tests").waitFor();
  },
  jobs: async (page) => {
    await page.goto("/jobs");
    await page.getByRole("row").getByRole("link").first().waitFor();
  },
  contracts: async (page) => {
    await page.goto("/contracts");
    await page.getByRole("row").getByRole("link").first().waitFor();
  },
  contract: async (page) => {
    await page.goto("/contracts");
    await page.getByRole("row").getByRole("link").first().click();
    await page.getByRole("heading", { name: "Oracle tests" }).waitFor();
  },
  "contract-editor": async (page) => {
    await page.goto("/contracts/new");
    await page.getByText("can be saved").waitFor();
  },
  restrictions: async (page) => {
    await page.goto("/restrictions");
    await page.getByRole("row").getByRole("link").first().waitFor();
  },
  "restriction-set": async (page) => {
    await page.goto("/restrictions?search=power");
    await page.getByRole("row").getByRole("link").first().click();
    await page.getByRole("heading", { name: "Rules" }).waitFor();
  },
  "restriction-editor": async (page) => {
    await page.goto("/restrictions/new");
    await page.getByText("can be saved").waitFor();
  },
  job: openFinishedJob,
  "compare-nothing": async (page) => {
    await page.goto("/compare");
    await page.getByRole("heading", { name: "Compare" }).waitFor();
  },
  run: async (page) => {
    await openFinishedJob(page);
    await page.getByRole("group", { name: "Runs" }).getByRole("button").first().click();
    await page.getByRole("dialog").getByRole("region").first().waitFor();
  },
  // The last one: its panel stays beside every page that comes after it.
  tour: async (page) => {
    await page.goto("/?tour=yes");
    await page.getByRole("button", { name: "Take the tour" }).click();
    await page.getByText("Step 1 of 5").waitFor();
    await page.locator("[data-tour-target]").waitFor();
  },
};

const GROUPS = { "ways in and settings": WAYS_IN_AND_SETTINGS, work: WORK };
const CASES = Object.entries(SIZES).flatMap(([size, viewport]) => Object.entries(GROUPS).map(([group, visits]) => [group, size, viewport, visits] as const));

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  it.each(CASES)("every page of %s fits a %s and breaks no rule of WCAG 2.2 AA that axe can decide", (_group, size, viewport, visits) =>
    withPage({ viewport, colorScheme, reducedMotion: "reduce" }, async (page) => {
      await signIn(page);
      const findings: Record<string, string[]> = {};
      for (const [name, visit] of Object.entries(visits)) {
        await visit(page);
        await keepScreenshot(page, `${name}-${colorScheme}-${size}`, name !== "run");
        findings[name] = [...(await violationsOn(page)), ...((await isTooWide(page)) ? ["wider than the screen"] : [])];
      }
      expect(findings).toEqual(Object.fromEntries(Object.keys(visits).map((name) => [name, []])));
    }),
  );
});
