import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeAll, expect, it } from "vitest";
import { resultOf } from "@test/job-result";
import { MemoryJob } from "@test/memory-job";
import { createService, renderApplication } from "@test/render-application";
import { analysed, metric, rate } from "@test/samples";

// The parts of the page that are fetched later are at hand: a test is about what they show, not about when they come.
beforeAll(async () => {
  await Promise.all([
    import("@/components/ui/code-lines"),
    import("@/components/ui/popover"),
    import("./configuration-section"),
    import("./distance-section"),
    import("./events-section"),
    import("./job-report"),
    import("./live-summary"),
    import("./metrics-section"),
    import("./rules-section"),
    import("./job-exports"),
    import("./run-request"),
    import("./run-sheet"),
  ]);
});

const startedJob = (numRuns: number) => {
  const service = createService();
  const job = service.addJob(new MemoryJob("job-1", numRuns));
  job.start();
  return { service, job };
};

const dotLabels = () =>
  within(screen.getByRole("group", { name: "Runs" }))
    .getAllByRole("button")
    .map((dot) => dot.getAttribute("aria-label"));

it("shows every run as it arrives, then the verdict and the metrics, without a reload", async () => {
  const { service, job } = startedJob(2);
  const { user, currentAddress } = renderApplication("/jobs/job-1", service);
  expect(await screen.findByText("0 of 2 answered")).toBeTruthy();
  await waitFor(() => expect(job.openedAfter.length).toBeGreaterThan(0));
  job.answer(0);
  await waitFor(() => expect(dotLabels()).toEqual(["Run 0: answered, not analysed yet", "Run 1: not answered yet"]));
  job.analyse(0, analysed("a", true));
  job.answer(1);
  job.analyse(1, analysed("b", false));
  await waitFor(() => expect(dotLabels()).toEqual(["Run 0: form A, passes the tests", "Run 1: form B, fails the tests"]));
  expect(screen.getByText("2 of 2 answered")).toBeTruthy();
  job.complete(
    resultOf([
      rate("R_structural", "Same program", 1, 2, 0.095, 0.905),
      metric({ name: "rescue_rate", label: "Rescued", notScoredReason: "No answer was away from the anchor." }),
    ]),
  );
  expect((await screen.findByTestId("verdict")).textContent).toBe("1 of 2 answers are the same program, 95% interval 10 to 91%.");
  expect(await screen.findByText("No answer was away from the anchor.")).toBeTruthy();
  expect(screen.getByText("Sample answers written by hand, not by a model.")).toBeTruthy();
  expect(screen.getByText("Completed")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "1 of 2: what Same program means and the runs behind it" }));
  const explanation = await screen.findByRole("dialog");
  expect(within(explanation).getByText("What Same program is.")).toBeTruthy();
  expect(within(explanation).getByText("The run that it counts")).toBeTruthy();
  await user.click(within(explanation).getByRole("button", { name: "Mark them among the dots" }));
  expect(await screen.findByText("Marked: the run behind “Same program”")).toBeTruthy();
  await waitFor(() => expect(currentAddress()).toBe("/jobs/job-1?mark=R_structural"));
});

it("ignores events that come twice, and fetches what a gap shows to be missing", async () => {
  const { service, job } = startedJob(3);
  renderApplication("/jobs/job-1", service);
  await screen.findByText("0 of 3 answered");
  await waitFor(() => expect(job.openedAfter.at(-1)).toBe(2));
  job.answer(0);
  job.deliver(job.event(3));
  job.deliver(job.event(1));
  await waitFor(() => expect(dotLabels()[0]).toBe("Run 0: answered, not analysed yet"));
  const opened = job.openedAfter.length;
  job.deliver({ ...job.event(3), number: 9 });
  await waitFor(() => expect(job.openedAfter.length).toBe(opened + 1));
  expect(job.openedAfter.at(-1)).toBe(3);
  expect(dotLabels()).toEqual(["Run 0: answered, not analysed yet", "Run 1: not answered yet", "Run 2: not answered yet"]);
});

it("says that the connection is lost, resumes after the last event, and misses none", async () => {
  const { service, job } = startedJob(2);
  renderApplication("/jobs/job-1", service);
  await waitFor(() => expect(job.openedAfter.at(-1)).toBe(2));
  job.answer(0);
  await screen.findByText("Live");
  job.disconnect();
  expect(await screen.findByText("Connection lost, reconnecting")).toBeTruthy();
  job.answer(1);
  await waitFor(() => expect(dotLabels()).toEqual(["Run 0: answered, not analysed yet", "Run 1: answered, not analysed yet"]));
  expect(job.openedAfter.at(-1)).toBe(3);
});

it("shows a run in full when its dot is pressed, and keeps it in the address", async () => {
  const { service, job } = startedJob(1);
  job.answer(0, { violations: [{ setId: "set", ruleId: "rule", severity: "MANDATORY", message: "Recursion.", line: 2, column: 4, endLine: 2, endColumn: 9, excerpt: "    return 0", isUndecided: false }] });
  job.analyse(0, analysed("a", false));
  const { user, currentAddress } = renderApplication("/jobs/job-1", service);
  await user.click(await screen.findByRole("button", { name: "Run 0: form A, fails the tests" }));
  const sheet = await screen.findByRole("dialog");
  expect((await within(sheet).findByRole("group", { name: "Answer as the model gave it" })).textContent).toContain("def fibonacci(n):");
  expect(currentAddress()).toBe("/jobs/job-1?run=0");
  await user.click(within(sheet).getByRole("tab", { name: /Tests/ }));
  expect(within(sheet).getByText("ValueError")).toBeTruthy();
  await user.click(within(sheet).getByRole("tab", { name: /Violations/ }));
  expect(within(sheet).getByText("Recursion.")).toBeTruthy();
  await user.click(within(sheet).getByRole("button", { name: "Close" }));
  await waitFor(() => expect(currentAddress()).toBe("/jobs/job-1"));
});

it("replays a finished job and says where the report differs, and offers files of it", async () => {
  const service = createService();
  const job = service.addJob(new MemoryJob(btoa("Job:01a2"), 1));
  job.complete(resultOf([rate("R_structural", "Same program", 1, 1, 0.2, 1)]));
  service.replayed = { __typename: "JobReplayed", isSame: false, firstEngineVersion: "0.1.0", engineVersion: "0.2.0", differences: ["R_structural: 1 before, 0.5 now"] };
  const { user } = renderApplication(`/jobs/${encodeURIComponent(job.id)}`, service);
  await screen.findByRole("region", { name: "Events" });
  await user.click(screen.getByRole("button", { name: "Replay" }));
  expect(await screen.findByText("Analysed by engine 0.1.0, and again by 0.2.0: the report differs.")).toBeTruthy();
  expect(screen.getByText("R_structural: 1 before, 0.5 now")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Export" }));
  const menu = await screen.findByRole("dialog");
  expect(within(menu).getByRole("link", { name: "Runs as Parquet" }).getAttribute("href")).toBe("/api/v1/jobs/01a2/export?format=parquet");
});

it("shows what a run's provider was sent and answered, and what it cost", async () => {
  const { service, job } = startedJob(1);
  const usage = { promptTokens: 12, completionTokens: 34, latencyMs: 1500, cachedTokens: 5, reasoningTokens: null, costUsd: 0.0012 };
  job.answer(0, { usage, request: { model: "gpt" }, response: { id: "r-1" }, servedModel: "gpt-2026", finishReason: "stop" });
  job.analyse(0, analysed("a", true));
  const { user } = renderApplication("/jobs/job-1?run=0", service);
  const sheet = await screen.findByRole("dialog");
  expect(await within(sheet).findByText("$0.0012 cost")).toBeTruthy();
  await user.click(within(sheet).getByRole("tab", { name: "Request" }));
  expect((await within(sheet).findByRole("group", { name: "What was sent" })).textContent).toContain('"model": "gpt"');
  expect(within(sheet).getByText("gpt-2026")).toBeTruthy();
  expect(within(sheet).getByText("Tokens in").nextElementSibling?.textContent).toBe("12");
  expect(within(sheet).getByText("of them reasoning").nextElementSibling?.textContent).toBe("not told");
});

it("says why a job failed", async () => {
  const { service, job } = startedJob(2);
  job.fail("The provider refused the key.");
  renderApplication("/jobs/job-1", service);
  expect((await screen.findByRole("alert")).textContent).toBe("Failed without an answerThe provider refused the key.");
});

it("shows what fixed a job without a result and what happened to it, with the ways to run it again", async () => {
  const { service, job } = startedJob(2);
  job.fail("The provider refused the key.");
  renderApplication("/jobs/job-1", service);
  const configuration = await screen.findByRole("region", { name: "Configuration" });
  expect(within(configuration).getByText("System prompt").nextElementSibling?.textContent).toBe("the contract’s own");
  expect(within(configuration).getByRole("group", { name: "The same job with CLI" }).textContent).toContain("skyt run");
  const events = await screen.findByRole("region", { name: "Events" });
  expect(within(events).getAllByRole("listitem").map(({ lastElementChild }) => lastElementChild?.textContent)).toEqual(["Queued", "Started", "Failed"]);
});

it("prints an output with all of its lines, and twenty runs side by side", async () => {
  const service = createService();
  const job = service.addJob(new MemoryJob("job-1", 25));
  for (let runIndex = 0; runIndex < 25; runIndex += 1) job.answer(runIndex);
  const lines = Array.from({ length: 14 }, (_, line) => `line_${line} = ${line}`);
  const [form] = resultOf([]).canonicalForms;
  const rule = { setId: "set", ruleId: "rule", name: "No recursion", severity: "MANDATORY", breakingRuns: [3], undecidedRuns: [], waivedRuns: [], waived: 0, violations: 1, anchorViolations: 0, anchorPlaces: [], manualReason: null };
  const [passRate, flipRate] = [rate("pass_rate", "Kept", 24, 25, 0.8, 0.99), rate("flip_rate", "Flips", 24, 300, 0, 0.2)];
  job.complete({ ...resultOf([rate("R_structural", "Same program", 1, 1, 0.2, 1)]), canonicalForms: [{ ...form, exampleOutput: lines.join("\n") }], rules: [{ ...rule, passRate, flipRate }] });
  renderApplication("/jobs/job-1", service);
  const output = await screen.findByRole("group", { name: "Form A: Example answer" });
  expect(output.textContent).not.toContain("line_13");
  expect(await screen.findAllByRole("table", { hidden: true })).toHaveLength(1);
  fireEvent(window, new Event("beforeprint"));
  expect(output.textContent).toContain("line_13");
  expect(screen.getAllByRole("table", { hidden: true })).toHaveLength(2);
  fireEvent(window, new Event("afterprint"));
  expect(output.textContent).not.toContain("line_13");
});

it("says that there is no such job", async () => {
  renderApplication("/jobs/nothing", createService());
  expect(await screen.findByText("There is no such job")).toBeTruthy();
});
