import { expect, it } from "vitest";
import { keepScreenshot, signIn, withPage } from "./browser";

const RUNS = 100;

it("a lost connection is shown, resumes by itself and loses no event", () =>
  withPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
    const numbers: number[] = [];
    let isCut = false;
    const cuts: (() => Promise<void>)[] = [];
    await page.routeWebSocket(/\/graphql$/, (socket) => {
      if (isCut) return void socket.close({ code: 4000 });
      const service = socket.connectToServer();
      service.onMessage((message) => {
        const { type, payload } = JSON.parse(String(message)) as { type: string; payload?: { data?: { jobEvents?: { number: number } } } };
        if (type === "next" && payload?.data?.jobEvents) numbers.push(payload.data.jobEvents.number);
        socket.send(message);
      });
      cuts.push(() => socket.close({ code: 4000 }));
    });

    await signIn(page);
    await page.goto("/playground");
    await page.getByText("Oracle tests").waitFor();
    const sample = page.locator('optgroup[label*="sample" i] option').first();
    await page.getByLabel("Model").selectOption((await sample.getAttribute("value")) ?? "");
    await page.getByRole("textbox", { name: "Runs" }).fill(String(RUNS));
    await page.getByRole("button", { name: `Run ${RUNS}×` }).click();
    await page.getByText("Live", { exact: true }).waitFor();
    await expect.poll(() => numbers.length, { timeout: 60_000 }).toBeGreaterThan(3);

    isCut = true;
    await Promise.all(cuts.splice(0).map((cut) => cut()));
    await page.getByText("Connection lost, reconnecting").waitFor();
    const seenBefore = numbers.length;
    isCut = false;

    await page.getByTestId("verdict").waitFor({ timeout: 120_000 });
    expect(numbers.length).toBeGreaterThan(seenBefore);
    // What was under way when the connection broke is sent again; the page takes each number once.
    const distinct = [...new Set(numbers)];
    expect(distinct).toEqual(distinct.map((_, place) => (distinct[0] ?? 0) + place));
    expect(await page.getByRole("group", { name: "Runs" }).locator('[data-state="analysed"]').count()).toBe(RUNS);
    expect(await page.getByText("Connection lost, reconnecting").count()).toBe(0);
  }));

it("a server that is away is told on every page, and what it missed is read once it is back", () =>
  withPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
    await signIn(page);
    await page.route("**/graphql", (route) => route.abort("connectionrefused"));
    await page.getByRole("link", { name: "Contracts" }).click();
    const notice = page.getByText(/^The server does not answer\. What you see may be out of date/);
    await notice.waitFor();
    await keepScreenshot(page, "server-away");
    await page.unroute("**/graphql");
    await page.getByRole("row").getByRole("link").first().waitFor();
    await notice.waitFor({ state: "detached" });
  }));
