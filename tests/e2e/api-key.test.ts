import { expect, inject, it } from "vitest";
import { signIn, withPage } from "./browser";

const statusWith = async (key: string): Promise<number> => (await fetch(`${inject("baseUrl")}/api/v1/contracts`, { headers: { authorization: `Bearer ${key}` } })).status;

it("a key made on the page lets a program in, is never shown again, and is worth nothing once revoked", () =>
  withPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
    await signIn(page);
    await page.goto("/settings/api-keys");
    await page.getByRole("button", { name: "New key" }).click();
    await page.getByLabel("Name").fill("Story");
    await page.getByRole("button", { name: "Create key" }).click();
    const key = (await page.getByRole("region", { name: "API key", exact: true }).textContent()) ?? "";
    expect(await statusWith(key)).toBe(200);

    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.reload();
    const row = page.getByRole("row").filter({ hasText: "Story" });
    await row.waitFor();
    expect(await page.getByText(key).count()).toBe(0);
    await row.getByRole("button", { name: "Revoke Story" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await row.waitFor({ state: "detached" });
    await expect.poll(() => statusWith(key), { timeout: 10_000 }).toBe(401);
  }));
