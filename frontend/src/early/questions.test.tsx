import { ApolloLink } from "@apollo/client";
import { getOperationName } from "@apollo/client/utilities/internal";
import { render, waitFor } from "@testing-library/react";
import { print } from "graphql";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { expect, it } from "vitest";
import { createApplication } from "@/app/application";
import { preloadPage } from "@/app/routes";
import { paths } from "@/shared/paths";
import { MemoryJob } from "@test/memory-job";
import { createMemoryLink } from "@test/memory-link";
import { createService } from "@test/render-application";
import { questionsOf } from "./questions";

const ID = "Sm9iOjE=";
const OTHER = "Sm9iOjI=";

/** Everything that the page at an address asks the service, as it would be sent. */
const askedBy = (address: string) => {
  const asked: string[] = [];
  const note = new ApolloLink((operation, forward) => {
    asked.push(JSON.stringify({ operationName: operation.operationName, query: print(operation.query), variables: operation.variables }));
    return forward(operation);
  });
  const Router = ({ children }: { children: ReactNode }) => <MemoryRouter initialEntries={[address]}>{children}</MemoryRouter>;
  const service = createService();
  service.addJob(new MemoryJob(ID, 2)).start();
  render(createApplication(note.concat(createMemoryLink(service)), Router).element);
  return asked;
};

const earlyFor = (address: string) => {
  const { pathname, search } = new URL(address, "http://localhost");
  return questionsOf(pathname, search).map((question) => JSON.stringify(question));
};

it.each([
  [paths.signIn.link(), ["SignInOptions"]],
  [paths.dashboard.link(), ["DashboardAttention", "DashboardFinished", "Account"]],
  [paths.playground.link(), ["PlaygroundChoices", "Account"]],
  [paths.jobs.link(), ["Jobs", "Account"]],
  [paths.job.link(ID), ["Job", "JobRuns", "Account"]],
  [paths.compare.link([ID, OTHER]), ["CompareJobs", "Account"]],
  [paths.contracts.link(), ["ContractLibrary", "Account"]],
  [paths.contract.link(ID), ["ContractDetail", "Account"]],
  [paths.restrictions.link(), ["RestrictionSets", "Account"]],
  [paths.restrictionSet.link(ID), ["RestrictionSetDetail", "Account"]],
])("%s asks early what its page asks, word for word", async (address, names) => {
  const early = earlyFor(address);
  expect(early.map((question) => (JSON.parse(question) as { operationName: string }).operationName)).toEqual(names);
  const asked = askedBy(address);
  await waitFor(() => expect(asked).toEqual(expect.arrayContaining(early)));
});

it.each([paths.signIn, paths.dashboard, paths.playground, paths.jobs, paths.contracts, paths.restrictions].map(({ link }) => link()).concat(paths.job.link(ID), paths.compare.link([ID, OTHER]), paths.contract.link(ID), paths.restrictionSet.link(ID)))(
  "the page at %s names what is asked early for it and kept",
  async (address) => {
    const names = (await preloadPage(new URL(address, "http://localhost").pathname)).map((question) => getOperationName(question, ""));
    const beside = address === paths.job.link(ID) ? ["JobRuns", "Account"] : ["Account"];
    expect(earlyFor(address).map((question) => (JSON.parse(question) as { operationName: string }).operationName)).toEqual(names.concat(address === paths.signIn.link() ? [] : beside));
  },
);

it.each([
  [paths.newContract.link(), ["Account"]],
  [paths.settings.link(), ["Account"]],
  ["/jobs?status=FAILED", ["Account"]],
  [paths.compare.link([ID]), ["Account"]],
  [paths.register.link(), []],
  [paths.invitation.link("token"), []],
])("%s asks early only who is there, if that", (address, names) => {
  expect(earlyFor(address).map((question) => (JSON.parse(question) as { operationName: string }).operationName)).toEqual(names);
});

it("asks nothing of an address that cannot be read", () => {
  expect(questionsOf("/jobs/%E0%A4%A", "").map(({ operationName }) => operationName)).toEqual(["Account"]);
});
