import type { Fetcher } from "@graphiql/toolkit";
import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it, vi } from "vitest";
import { type Example, examplesFor } from "./examples";
import { PlainExplorer } from "./plain-explorer";

beforeAll(async () => {
  await import("@/components/ui/code-lines");
  Element.prototype.scrollIntoView = () => {};
});

const examples = examplesFor({ contractId: "contract", jobId: "job-7" });

const opened = (fetcher: Fetcher, given: { written?: Example } = {}) => {
  const handleWritten = vi.fn<(written: Example) => void>();
  render(<PlainExplorer examples={examples} fetcher={fetcher} onWritten={handleWritten} {...given} />);
  return { user: userEvent.setup(), handleWritten };
};

const fieldOf = (name: string) => screen.getByLabelText<HTMLTextAreaElement>(name);
const run = () => screen.getByRole("button", { name: "Run" });

it("sends what is written with its variables, and shows the answer", async () => {
  const asked: unknown[] = [];
  const { user } = opened((request) => {
    asked.push(request);
    return Promise.resolve({ data: { job: null } });
  });
  await user.selectOptions(screen.getByLabelText("Example"), "How far the answers of a job coincide: each metric with its 95 % interval, or why it has no value.");
  await user.click(run());
  expect((await screen.findByRole("group", { name: "Answer 1" })).textContent).toContain('"job": null');
  expect(asked).toEqual([{ query: examples[4]?.query, variables: { jobId: "job-7" } }]);
  expect(screen.getByRole("status").textContent).toBe("1 answer");
});

it("shows a subscription's answers as they come, until it is stopped", async () => {
  let isOver = false;
  const later = new AbortController();
  async function* events() {
    try {
      yield { data: { number: 1 } };
      yield { data: { number: 2 } };
      await new Promise((resolve) => later.signal.addEventListener("abort", resolve));
      yield { data: { number: 3 } };
    } finally {
      isOver = true;
    }
  }
  const { user } = opened(() => events());
  await user.click(run());
  expect((await screen.findByText("2 so far; more may come")).tagName).toBe("P");
  await user.click(screen.getByRole("button", { name: "Stop" }));
  expect(screen.getByRole("status").textContent).toBe("2 answers");
  later.abort();
  await vi.waitFor(() => expect(isOver).toBe(true));
  expect(screen.queryByRole("group", { name: "Answer 3" })).toBeNull();
});

it("says what is wrong with the variables, and that nobody answered", async () => {
  const { user } = opened(() => Promise.reject(new TypeError("fetch failed")));
  fireEvent.change(fieldOf("Variables, as JSON"), { target: { value: "{oops" } });
  await user.click(run());
  expect((await screen.findByText(/^The variables are not JSON: /)).textContent).toContain("position 1");
  fireEvent.change(fieldOf("Variables, as JSON"), { target: { value: "" } });
  await user.click(run());
  expect(await screen.findByText("The service did not answer")).toBeTruthy();
});

it("hands on what is written, and begins with what was written before", () => {
  const { handleWritten } = opened(() => Promise.resolve({}), { written: { query: "{ jobs { totalCount } }", variables: "{}" } });
  expect([fieldOf("Query").value, fieldOf("Variables, as JSON").value]).toEqual(["{ jobs { totalCount } }", "{}"]);
  fireEvent.change(fieldOf("Query"), { target: { value: "{ viewer { role } }" } });
  expect(handleWritten.mock.calls).toEqual([[{ query: "{ viewer { role } }", variables: "{}" }]]);
});
