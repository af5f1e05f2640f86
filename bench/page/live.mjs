// Whether a live job with 50 events a second leaves the page responsive: the true runs of a finished job are played back over a socket
// of our own at that rate, while somebody clicks. The page's own requests are answered as the service would answer for a job that runs.
import { ask, open, row, signIn, table } from "./browser.mjs";
import { mainThread, percentile, startFrames, stopFrames, summary } from "./frames.mjs";

const RATE = 50;
const SECONDS = 20;
const RUNS = (RATE * SECONDS) / 2;
/** At most so much of the main thread may be taken: the rest is the reader's. Processor time, which a busy machine does not stretch as it does delays. */
const MOST_BUSY = 0.5;

const SUMMARY = "id runIndex status canonicalHash behaviourClass evidence distancePre distancePost problem oracle { passed passRate }";

const readRuns = async (context, baseURL) => {
  const { jobs } = await ask(context, baseURL, `{ jobs(first: 100, filter: {status: [COMPLETED]}) { edges { node { id numRuns } } } }`);
  const job = jobs.edges.map(({ node }) => node).find(({ numRuns }) => numRuns >= RUNS);
  if (!job) throw new Error(`There is no finished job of ${RUNS} runs or more to play back.`);
  const runs = [];
  for (let after = null; runs.length < RUNS; ) {
    const answer = await ask(context, baseURL, `query($id: ID!, $after: String) { job(id: $id) { runs(first: 100, after: $after) { edges { node { ${SUMMARY} } } pageInfo { endCursor } } } }`, { id: job.id, after });
    runs.push(...answer.job.runs.edges.map(({ node }) => ({ __typename: "Run", ...node, oracle: node.oracle && { __typename: "OracleVerdict", ...node.oracle } })));
    after = answer.job.runs.pageInfo.endCursor;
  }
  return { jobId: job.id, runs: runs.slice(0, RUNS) };
};

const eventsOf = (jobId, runs) => {
  let [number, generated, analysed] = [2, 0, 0];
  const event = (kind, run) => {
    number += 1;
    const progress = { __typename: "JobProgress", total: runs.length, generated, unanswered: 0, analysed, lastEventNumber: number };
    const job = { __typename: "Job", id: jobId, status: "RUNNING", startedAt: "2026-01-01T00:00:00Z", completedAt: null, errorMessage: null, progress };
    return { __typename: "JobEvent", number, kind, job, run };
  };
  return runs.flatMap((run) => {
    generated += 1;
    const first = event("RUN_GENERATED", { ...run, canonicalHash: null, behaviourClass: null, evidence: null, distancePre: null, distancePost: null, oracle: null });
    analysed += 1;
    return [first, event("RUN_ANALYSED", run)];
  });
};

/** Let the page believe that the job has just begun. */
const rejuvenate = async (page) => {
  await page.route("**/graphql", async (route) => {
    const { operationName } = route.request().postDataJSON() ?? {};
    if (operationName !== "Job" && operationName !== "JobRuns") return route.continue();
    const response = await route.fetch();
    const answer = await response.json();
    const { job } = answer.data;
    if (operationName === "JobRuns") job.runs = { ...job.runs, edges: [], pageInfo: { ...job.runs.pageInfo, hasNextPage: false, endCursor: null } };
    else Object.assign(job, { status: "RUNNING", numRuns: RUNS, completedAt: null, result: null, progress: { ...job.progress, total: RUNS, generated: 0, unanswered: 0, analysed: 0, lastEventNumber: 2 } });
    return route.fulfill({ response, json: answer });
  });
};

/** Play the events back over the page's socket at the rate. */
const playBack = (page, events) =>
  new Promise((resolve) => {
    void page.routeWebSocket(/\/graphql/, (socket) => {
      socket.onMessage((message) => {
        const { type, id, payload } = JSON.parse(message);
        if (type === "connection_init") socket.send(JSON.stringify({ type: "connection_ack" }));
        if (type === "ping") socket.send(JSON.stringify({ type: "pong" }));
        if (type !== "subscribe" || !payload.query.includes("jobEvents")) return;
        const started = performance.now();
        let sent = 0;
        const timer = setInterval(() => {
          const due = Math.min(events.length, Math.floor(((performance.now() - started) * RATE) / 1000));
          for (; sent < due; sent += 1) socket.send(JSON.stringify({ id, type: "next", payload: { data: { jobEvents: events[sent] } } }));
          if (sent === events.length) {
            clearInterval(timer);
            resolve((performance.now() - started) / 1000);
          }
        }, 10);
      });
    });
  });

/** How long each of many presses waited for its turn and the next frame, in ms; the press itself does nothing, so that only the page is measured. */
const pressUntil = async (page, ended) => {
  const delays = [];
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isOver) {
    delays.push(
      await page.evaluate(
        () =>
          new Promise((resolve) => {
            const pressed = performance.now();
            setTimeout(() => {
              document.body.click();
              requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)));
            });
          }),
      ),
    );
    await page.waitForTimeout(150);
  }
  return delays;
};

export const measureLive = async (baseURL) => {
  const { browser, context } = await open(baseURL);
  await signIn(context);
  const { jobId, runs } = await readRuns(context, baseURL);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await rejuvenate(page);
  const ended = playBack(page, eventsOf(jobId, runs));
  await page.goto(`/jobs/${encodeURIComponent(jobId)}`);
  await page.getByText(/ of .* answered/).waitFor();
  const before = await mainThread(session);
  await startFrames(page);
  const delays = await pressUntil(page, ended);
  const noted = summary(await stopFrames(page), before, await mainThread(session));
  const seconds = await ended;
  const shown = await page.getByText(/ of .* answered/).textContent();
  table("events", "events/s", "main thread busy", "main thread ms an event", "frames/s", "long tasks", "longest ms", "press to frame, median ms", "p95 ms");
  row(runs.length * 2, ((runs.length * 2) / seconds).toFixed(1), `${(noted.busy * 100).toFixed(0)} %`, ((noted.busy * noted.seconds * 1000) / (runs.length * 2)).toFixed(1), noted.framesPerSecond.toFixed(1), noted.longTasks.length, Math.max(0, ...noted.longTasks).toFixed(0), percentile(delays, 0.5).toFixed(0), percentile(delays, 0.95).toFixed(0));
  console.log(`\nat the end the page says: ${shown}`);
  await browser.close();
  return noted.busy <= MOST_BUSY;
};
