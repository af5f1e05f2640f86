import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { resultOf } from "@test/job-result";
import { MemoryJob } from "@test/memory-job";
import { createService, renderApplication } from "@test/render-application";

const fill = async (user: ReturnType<typeof renderApplication>["user"], label: string, value: string) => {
  const control = await screen.findByLabelText(label);
  await user.clear(control);
  if (value) await user.type(control, value);
};

const submit = async (user: ReturnType<typeof renderApplication>["user"]) => user.click(await screen.findByRole("button", { name: /^Run/ }));

const faultsOf = (label: string): string[] => {
  const described = screen.getByLabelText(label).getAttribute("aria-describedby")?.split(" ") ?? [];
  return described.filter((id) => id.endsWith("-faults")).map((id) => document.getElementById(id)?.textContent ?? "");
};

it("shows the prompt, the tests and the sample notice before anything is sent", async () => {
  renderApplication("/playground", createService());
  expect(await screen.findByText("Write a Python function fibonacci(n) that returns the n-th Fibonacci number.")).toBeTruthy();
  expect(screen.getByText("fibonacci(10)", { exact: false }).textContent).toBe("fibonacci(10) → 55");
  expect(screen.getByText("Sample answers written by hand, not by a model.")).toBeTruthy();
});

it("shows what the service refuses at its field, and keeps the form", async () => {
  const service = createService();
  const { user, currentAddress } = renderApplication("/playground", service);
  await screen.findByText("At most 50");
  await fill(user, "Runs", "0");
  await fill(user, "Temperature", "9");
  await submit(user);
  await waitFor(() => expect(faultsOf("Runs")).toEqual(["There must be at least 1 run."]));
  expect(faultsOf("Temperature")).toEqual(["The temperature is between 0 and 2."]);
  expect(screen.getByLabelText("Runs").getAttribute("aria-invalid")).toBe("true");
  expect(screen.queryByText("The job cannot be run.")).toBeNull();
  expect(screen.getByLabelText("Seed").getAttribute("aria-invalid")).toBeNull();
  expect(currentAddress()).toBe("/playground?contract=contract-1&model=sample%2Ffibonacci-pool&runs=0&temperature=9");
});

it("does not send what is not a number", async () => {
  const service = createService();
  const { user } = renderApplication("/playground", service);
  await screen.findByText("At most 50");
  await fill(user, "Runs", "many");
  await submit(user);
  await waitFor(() => expect(faultsOf("Runs")).toEqual(["Write a whole number."]));
  expect(service.submissions).toEqual([]);
});

it("submits exactly what was chosen, shows the job beside the form, and keeps both in the address", async () => {
  const service = createService();
  const { user, currentAddress } = renderApplication("/playground?runs=5&temperature=0.2", service);
  await screen.findByText("At most 50");
  await fill(user, "Seed", "7");
  await user.click(screen.getByRole("checkbox", { name: /NASA Power of 10/ }));
  await submit(user);
  await waitFor(() => expect(new URLSearchParams(currentAddress().split("?")[1]).getAll("job")).toEqual(["job-1"]));
  expect(await screen.findByText("Waiting for a worker")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Run 5× again" }));
  await waitFor(() => expect(new URLSearchParams(currentAddress().split("?")[1]).getAll("job")).toEqual(["job-1", "job-2"]));
  expect((await screen.findByRole("link", { name: "Compare with the job before" })).getAttribute("href")).toBe("/compare?job=job-1&job=job-2");
  expect(service.submissions[0]).toMatchObject(
    { contractId: "contract-1", restrictionSetIds: ["set-1"], numRuns: 5, pins: { provider: "sample", model: "fibonacci-pool", temperature: 0.2, seed: 7 } },
  );
});

it("says beside the second result what it says against the first, and what was set otherwise", async () => {
  const service = createService();
  for (const id of ["job-1", "job-2"]) {
    const job = new MemoryJob(id, 2);
    job.complete(resultOf([]));
    service.addJob(job);
  }
  const configuration = [{ path: "$.pins.temperature", change: "CHANGED", first: 0, second: 1 }, { path: "$.config_hash", change: "CHANGED", first: "a", second: "b" }];
  service.comparison = { verdict: "CHANGED", sentence: "Changed: same program, 100% to 40%.", reasons: [], configuration };
  renderApplication("/playground?job=job-1&job=job-2", service);
  const before = await screen.findByRole("region", { name: "Against the job before" });
  expect(within(before).getByText("Changed: same program, 100% to 40%.")).toBeTruthy();
  expect(within(before).getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["temperature 0 → 1"]);
});

it("says before anything is sent what the job costs and takes, and what it uses of the quota", async () => {
  const { user } = renderApplication("/playground?runs=5", createService());
  const estimate = await screen.findByRole("region", { name: "Estimate" });
  expect(within(estimate).getByText("about $0.005")).toBeTruthy();
  expect(within(estimate).getByText("about 10 s")).toBeTruthy();
  expect(within(estimate).getByText("Answer: 400 tokens are assumed; there are no earlier runs.")).toBeTruthy();
  expect((await within(estimate).findByRole("meter", { name: "Runs today" })).getAttribute("aria-valuetext")).toBe("1,800 of 2,000");
  expect(within(estimate).getByText("This job takes 5 of the 200 left.")).toBeTruthy();
  await fill(user, "Runs", "500");
  expect(await within(estimate).findByText("about 16 min 40 s")).toBeTruthy();
  expect(within(estimate).getByText("Only 200 are left today: ask for fewer runs.")).toBeTruthy();
});

const HTTP = { name: "http", title: "Your own endpoint (HTTP POST)", notice: null, takesAnyModel: true, models: [] };

it("asks an endpoint of one's own, and keeps it in the address", async () => {
  const service = createService();
  service.providers = [...service.providers, HTTP];
  const { user, currentAddress } = renderApplication("/playground?runs=3", service);
  await screen.findByRole("option", { name: "Ask an endpoint…" });
  await user.selectOptions(screen.getByLabelText("Model"), "http/");
  await fill(user, "Address", "https://example.org/run");
  await user.clear(screen.getByLabelText("Body, as JSON"));
  await submit(user);
  await waitFor(() => expect(faultsOf("Body, as JSON")[0]).toMatch(/^This is not JSON: /));
  expect(service.submissions).toEqual([]);
  await user.click(screen.getByLabelText("Body, as JSON"));
  await user.paste('{"input": "{prompt}"}');
  await submit(user);
  await waitFor(() => expect(service.submissions).toHaveLength(1));
  const endpoint = { url: "https://example.org/run", body: { input: "{prompt}" }, responsePath: "/output", keyHeader: "authorization" };
  expect(service.submissions[0]?.pins).toMatchObject({ provider: "http", model: "my-endpoint", endpoint });
  expect(Object.fromEntries(new URLSearchParams(currentAddress().split("?")[1]))).toMatchObject({ model: "http/my-endpoint", url: endpoint.url, body: '{"input": "{prompt}"}', responsePath: "/output" });
});

it("takes every pin from the address, and a model of any name from a provider that takes any", async () => {
  const service = createService();
  service.providers = [{ name: "openai", title: "OpenAI", notice: null, takesAnyModel: true, models: [{ name: "gpt-4o", title: "GPT-4o", maxRuns: null, temperature: null }] }];
  const { user } = renderApplication("/playground?model=openai/mine-2&runs=3&temperature=0&topP=0.5&maxTokens=90&systemPrompt=Short.&stop=END,%20STOP", service);
  expect((await screen.findByLabelText<HTMLInputElement>("Name of the model")).value).toBe("mine-2");
  await fill(user, "Name of the model", "mine-3");
  await submit(user);
  await waitFor(() => expect(service.submissions).toHaveLength(1));
  expect(service.submissions[0]?.pins).toMatchObject({ provider: "openai", model: "mine-3", temperature: 0, topP: 0.5, maxTokens: 90, systemPrompt: "Short.", stop: ["END", "STOP"] });
});
