import account from "virtual:operations/Account";
import compareJobs from "virtual:operations/CompareJobs";
import contractDetail from "virtual:operations/ContractDetail";
import contractLibrary from "virtual:operations/ContractLibrary";
import dashboardAttention from "virtual:operations/DashboardAttention";
import dashboardFinished from "virtual:operations/DashboardFinished";
import job from "virtual:operations/Job";
import jobRuns from "virtual:operations/JobRuns";
import jobs from "virtual:operations/Jobs";
import playgroundChoices from "virtual:operations/PlaygroundChoices";
import restrictionSetDetail from "virtual:operations/RestrictionSetDetail";
import restrictionSets from "virtual:operations/RestrictionSets";
import signInOptions from "virtual:operations/SignInOptions";

export type Question = { operationName: string; query: string; variables: Record<string, unknown> };

const ask = (operationName: string, query: string, variables: Record<string, unknown> = {}): Question => ({ operationName, query, variables });

type Page = { address: RegExp; asks: (id: string, search: URLSearchParams) => Question[] };

/** What a page shows first, by its address; addresses are written out, because this runs before everything that knows them. */
const PAGES: readonly Page[] = [
  { address: /^\/sign-in$/, asks: () => [ask("SignInOptions", signInOptions)] },
  { address: /^\/$/, asks: () => [ask("DashboardAttention", dashboardAttention), ask("DashboardFinished", dashboardFinished, { first: 100 })] },
  { address: /^\/playground$/, asks: () => [ask("PlaygroundChoices", playgroundChoices)] },
  {
    address: /^\/jobs$/,
    asks: (_id, { size }) => (size > 0 ? [] : [ask("Jobs", jobs, { first: 25, after: null, filter: null, orderBy: "NEWEST", sortBy: "TIME" })]),
  },
  { address: /^\/jobs\/([^/]+)$/, asks: (id) => [ask("Job", job, { id }), ask("JobRuns", jobRuns, { id, first: 100 })] },
  {
    address: /^\/compare$/,
    asks: (_id, search) => {
      const ids = [...new Set(search.getAll("job"))];
      return ids.length < 2 ? [] : [ask("CompareJobs", compareJobs, { ids })];
    },
  },
  {
    address: /^\/contracts$/,
    asks: (_id, { size }) => (size > 0 ? [] : [ask("ContractLibrary", contractLibrary, { search: null, kind: null, source: null })]),
  },
  { address: /^\/contracts\/(?!new$)([^/]+)$/, asks: (id) => [ask("ContractDetail", contractDetail, { id })] },
  { address: /^\/restrictions$/, asks: () => [ask("RestrictionSets", restrictionSets)] },
  { address: /^\/restrictions\/(?!new$)([^/]+)$/, asks: (id) => [ask("RestrictionSetDetail", restrictionSetDetail, { id })] },
];

const ENTRANCES = /^\/(?:sign-in|register|invitation\/)/;

const decoded = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};

/** What the page at an address will ask the service first; nothing of its own where the address cannot be read. */
export const questionsOf = (pathname: string, search: string): Question[] => {
  const found = PAGES.map(({ address, asks }) => ({ asks, match: address.exec(pathname) })).find(({ match }) => match !== null);
  const id = decoded(found?.match?.[1] ?? "");
  const own = id === undefined ? [] : (found?.asks(id, new URLSearchParams(search)) ?? []);
  return ENTRANCES.test(pathname) ? own : [...own, ask("Account", account)];
};
