import { ApolloLink } from "@apollo/client";
import { render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { tap } from "rxjs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createApplication } from "@/app/application";
import { headings } from "@/shared/headings";
import { resultOf } from "@test/job-result";
import { MemoryJob } from "@test/memory-job";
import { createMemoryLink } from "@test/memory-link";
import { createService } from "@test/render-application";
import { analysed, rate } from "@test/samples";
import { drawEarly } from "./drawing";

const NO_ANSWERS = new Map<string, Promise<Response>>();
const BOOT = '<div id="root"><div class="boot" role="status"><svg></svg><span>Loading Skyt</span></div></div>';

let start: HTMLElement;

beforeEach(() => {
  start = document.createElement("div");
  start.innerHTML = BOOT;
  document.body.append(start);
});

afterEach(() => start.remove());

const drawnText = () => start.textContent ?? "";
const answerOf = (body: object) => new Map([['Job {"id":"job-1"}', Promise.resolve(Response.json(body))]]);

const Router = ({ children }: { children: ReactNode }) => <MemoryRouter initialEntries={["/jobs/job-1"]}>{children}</MemoryRouter>;

/** The page of a finished job, and what the service answered to its first question. */
const shownJob = async () => {
  const service = createService();
  const job = service.addJob(new MemoryJob("job-1", 2));
  job.start();
  for (const index of [0, 1]) {
    job.answer(index);
    job.analyse(index, analysed("a", true));
  }
  job.complete(resultOf([rate("R_structural", "Same program", 17, 20, 0.64, 0.948), rate("R_behavioral", "Same behaviour", 20, 20, 0.839, 1)]));
  let answer: object = {};
  const note = new ApolloLink((operation, forward) => forward(operation).pipe(tap((result) => operation.operationName === "Job" && (answer = result))));
  render(createApplication(note.concat(createMemoryLink(service)), Router).element);
  const verdict = await screen.findByTestId("verdict");
  return { answer, verdict };
};

it.each(Object.entries({ "/": headings.dashboard, "/playground": headings.playground, "/jobs": headings.jobs, "/compare": headings.compare, "/contracts": headings.contracts, "/restrictions": headings.restrictions }))(
  "says at %s what the page is before its script is here",
  async (address, { title, lead }) => {
    await drawEarly(address, NO_ANSWERS);
    expect(drawnText()).toBe(`${title}${lead}Loading Skyt`);
    expect(screen.getByRole("status")).toBeTruthy();
  },
);

it("says a job's verdict in the words and the looks of the page that takes its place", async () => {
  const { answer, verdict } = await shownJob();
  await drawEarly("/jobs/job-1", answerOf(answer));
  const early = start.querySelector("p");
  expect(early?.textContent).toBe("17 of 20 answers are the same program, 95% interval 64 to 95%; 20 of 20 behave alike.");
  expect(early?.textContent).toBe(verdict.textContent);
  expect(early?.className).toBe(verdict.className);
  expect(early?.parentElement?.className).toBe(verdict.closest(".shadow-card")?.className);
});

it.each([
  ["there is no such job", async () => answerOf({ data: { job: null } })],
  ["nobody is signed in", async () => answerOf({ errors: [{ message: "Sign in first." }] })],
])("leaves the rest to the page when %s", async (_, answers) => {
  await drawEarly("/jobs/job-1", await answers());
  expect(drawnText()).toBe("Loading Skyt");
});

it("does not wait in vain for an answer that nobody asked for", async () => {
  await expect(drawEarly("/jobs/job-1", NO_ANSWERS)).resolves.toBeUndefined();
});

it("leaves alone what the page drew meanwhile, and pages that it does not know", async () => {
  await drawEarly("/settings/profile", NO_ANSWERS);
  expect(start.innerHTML).toBe(BOOT);
  const late = drawEarly("/jobs/job-1", answerOf({ data: { job: { contract: { name: "leap_year", version: "1.0.0", title: "Leap year", kind: "PYTHON" }, result: null } } }));
  const root = start.querySelector("#root");
  root?.replaceChildren("the page");
  await late;
  expect(drawnText()).toBe("the page");
});
