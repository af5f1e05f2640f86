// How much script each route loads first, as it comes over the wire: a browser without a cache, one page for each route.
import { ask, open, row, signIn, table } from "./browser.mjs";

const BUDGET = 190;
const QUIET = 1000;
/** A job of at least so many runs is measured beside the others. */
const MANY = 1000;
const SETTINGS = ["profile", "sessions", "appearance", "organization", "members", "usage", "api-keys", "provider-keys", "webhooks", "audit-log"];

/** Two finished jobs of one contract, so that they can be compared; better with differing behaviour, whose page shows most. */
const twoJobs = (jobs) => {
  const others = (job) => jobs.filter(({ id, contract }) => id !== job.id && contract.id === job.contract.id);
  const behaviours = ({ result }) => result?.behaviourClasses.length ?? 0;
  const [one] = jobs.filter((job) => others(job).length > 0).toSorted((left, right) => behaviours(right) - behaviours(left));
  if (!one) throw new Error("There are no two finished jobs of one contract: submit the same twice, for example skyt run --contract leap_year --model leap_year --runs 20 --temperature 1");
  return [one, others(one)[0]];
};

/** Every route with the address of something real; `query` asks the service. */
export const routesOf = async (query) => {
  const { jobs, contracts, restrictionSets } = await query(
    `{ jobs(first: 50, filter: {status: [COMPLETED]}) { edges { node { id numRuns contract { id } result { behaviourClasses { number } } } } }
       contracts(first: 1) { edges { node { id } } } restrictionSets(first: 1) { edges { node { id } } } }`,
  );
  const all = jobs.edges.map(({ node }) => node);
  const [one, two] = twoJobs(all.filter(({ numRuns }) => numRuns < MANY)).map(({ id }) => encodeURIComponent(id));
  const large = all.find(({ numRuns }) => numRuns >= MANY);
  const largeRoutes = large ? { "large job": `/jobs/${encodeURIComponent(large.id)}`, "large job, a run open": `/jobs/${encodeURIComponent(large.id)}?run=0` } : {};
  const first = ({ edges }) => encodeURIComponent(edges[0].node.id);
  return {
    "sign-in": "/sign-in",
    overview: "/",
    playground: "/playground",
    jobs: "/jobs",
    job: `/jobs/${one}`,
    "job, a run open": `/jobs/${one}?run=0`,
    ...largeRoutes,
    compare: `/compare?job=${two}&job=${one}`,
    contracts: "/contracts",
    contract: `/contracts/${first(contracts)}`,
    "contract editor": "/contracts/new",
    restrictions: "/restrictions",
    "restriction set": `/restrictions/${first(restrictionSets)}`,
    "restriction editor": "/restrictions/new",
    ...Object.fromEntries(SETTINGS.map((part) => [`settings: ${part}`, `/settings/${part}`])),
  };
};

const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

/** The bytes of script, style and everything that a route takes until nothing more comes. */
const loaded = async (context, path) => {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const kinds = new Map();
  const bytes = { Script: 0, Stylesheet: 0, all: 0, files: 0 };
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  session.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    bytes.all += encodedDataLength;
    if (kind === "Script") bytes.files += 1;
    if (kind in bytes) bytes[kind] += encodedDataLength;
  });
  await page.goto(path, { waitUntil: "networkidle" });
  // Until nothing says that it is loading, and nothing has come for a while: on a busy machine answers are late.
  await page.waitForFunction(() => [...document.querySelectorAll("[role=status] .animate-pulse, .boot")].every((place) => place.getBoundingClientRect().top > window.innerHeight));
  if (await page.getByRole("alert").count()) throw new Error(`${path} shows: ${await page.getByRole("alert").first().textContent()}`);
  for (let before = -1; before !== bytes.files; ) {
    before = bytes.files;
    await page.waitForTimeout(QUIET);
  }
  await page.close();
  return bytes;
};

export const measureBudget = async (baseURL) => {
  const { browser, context } = await open(baseURL);
  await signIn(context);
  table("route", "script kB", "files", "style kB", "everything kB", `within ${BUDGET} kB`);
  let worst = 0;
  for (const [name, path] of Object.entries(await routesOf((query) => ask(context, baseURL, query)))) {
    const { Script, Stylesheet, all, files } = await loaded(context, path);
    worst = Math.max(worst, Script);
    row(name, kilobytes(Script), files, kilobytes(Stylesheet), kilobytes(all), Script <= BUDGET * 1000 ? "yes" : "no");
  }
  await browser.close();
  return worst <= BUDGET * 1000;
};
