import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeAll, expect, it } from "vitest";
import { resultOf } from "@test/job-result";
import { MemoryJob } from "@test/memory-job";
import { createService, renderApplication } from "@test/render-application";
import { analysed, rate } from "@test/samples";

beforeAll(async () => {
  await Promise.all([import("@/components/ui/popover"), import("./distance-section"), import("./job-report"), import("./rule-explanation"), import("./rules-section")]);
});

const ruleOf = (breakingRuns: number[], numRuns: number) => ({
  setId: "nasa_power_of_ten",
  ruleId: "no-recursion",
  name: "No recursion",
  severity: "MANDATORY",
  breakingRuns,
  undecidedRuns: [],
  waivedRuns: [],
  waived: 0,
  violations: breakingRuns.length,
  anchorViolations: 0,
  anchorPlaces: [],
  manualReason: null,
  passRate: rate("pass_rate", "Kept", numRuns - breakingRuns.length, numRuns, 0.8, 0.99),
  flipRate: rate("flip_rate", "Flips", 1, 300, 0, 0.2),
});

it("leads from a rule's count to what the rule is and the runs that break it", async () => {
  const service = createService();
  const job = service.addJob(new MemoryJob("job-1", 3, { restrictionSetIds: ["set-1"] }));
  for (let runIndex = 0; runIndex < 3; runIndex += 1) job.answer(runIndex);
  job.complete({ ...resultOf([rate("R_structural", "Same program", 3, 3, 0.4, 1)]), rules: [ruleOf([0, 2], 3)] });
  const { user, currentAddress } = renderApplication("/jobs/job-1", service);
  await user.click(await screen.findByRole("button", { name: "1 of 3 keep it (33%): what No recursion means and the runs behind it" }));
  const explanation = await screen.findByRole("dialog");
  expect((await within(explanation).findByRole("link", { name: "The rule in its set" })).getAttribute("href")).toBe("/restrictions/set-1#rule-no-recursion");
  expect(within(explanation).getByText("The 2 runs that break it")).toBeTruthy();
  expect(within(explanation).getAllByRole("button", { name: /^Run/ }).map(({ textContent }) => textContent)).toEqual(["0", "2"]);
  await user.click(within(explanation).getByRole("button", { name: "Mark them among the dots" }));
  expect(await screen.findByText("Marked: the 2 runs behind “No recursion”")).toBeTruthy();
  await waitFor(() => expect(currentAddress()).toBe("/jobs/job-1?mark=rule%3Anasa_power_of_ten%2Fno-recursion"));
});

it("prints of many runs how their distances are spread, and the rules of a hundred", async () => {
  const service = createService();
  const job = service.addJob(new MemoryJob("job-1", 120));
  for (let runIndex = 0; runIndex < 120; runIndex += 1) {
    job.answer(runIndex);
    job.analyse(runIndex, { ...analysed("a", true), distancePre: runIndex / 119, distancePost: 0 });
  }
  job.complete({ ...resultOf([rate("R_structural", "Same program", 120, 120, 0.9, 1)]), rules: [ruleOf([119], 120)] });
  renderApplication("/jobs/job-1", service);
  await screen.findByRole("region", { name: "Distance to the anchor" });
  await screen.findByRole("region", { name: "Rules by runs" });
  await act(async () => void fireEvent(window, new Event("beforeprint")));
  const distances = screen.getByRole("region", { name: "Distance to the anchor" });
  const rows = within(distances).getAllByRole("row", { hidden: true }).map((row) => [...row.children].map(({ textContent }) => textContent));
  expect(rows.slice(1, 3)).toEqual([["0%", "0", "0"], ["10%", "0.1", "0"]]);
  expect(rows).toHaveLength(8);
  expect(within(distances).getByText(/^How the distances of 120 runs are spread/)).toBeTruthy();
  expect(screen.getAllByRole("region", { name: "Rules by runs" })).toHaveLength(5);
  expect(screen.getByText(/^100 of 120 runs are printed, those first that break a rule/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "No recursion, run 119: broken" })).toBeTruthy();
  fireEvent(window, new Event("afterprint"));
});
