// Whether a job with 1,000 runs scrolls at 60 frames a second: the page, the box of dots and the matrix of rules, a step in each frame.
import { ask, open, row, signIn, table } from "./browser.mjs";
import { mainThread, startFrames, stopFrames, summary } from "./frames.mjs";

const RUNS = 1000;
const FRAME = 1000 / 60;

/** The newest finished job that is long enough and has rules: each of the places has something to scroll. */
const findJob = async (context, baseURL) => {
  const { jobs } = await ask(context, baseURL, `{ jobs(first: 100, filter: {status: [COMPLETED]}) { edges { node { id numRuns restrictionSets { id } } } } }`);
  const job = jobs.edges.find(({ node }) => node.numRuns >= RUNS && node.restrictionSets.length > 0);
  if (job) return job.node.id;
  console.error(
    `There is no finished job of ${RUNS} runs with a restriction set. This makes one; the demo organization may run 2,000 a day:\n` +
      `  skyt run --server ${baseURL} --email demo@skyt.example --password repeatability --contract leap_year --model leap_year --runs ${RUNS} --temperature 1 --seed 7 --restriction-set clean_python`,
  );
  return null;
};

/** Scroll a thing there and back by so many pixels a frame. */
const scrollAll = (page, selector, axis) =>
  page.evaluate(
    async ([name, direction]) => {
      const node = name === "page" ? document.scrollingElement : document.querySelector(name);
      const [place, room, whole] = direction === "down" ? ["scrollTop", "clientHeight", "scrollHeight"] : ["scrollLeft", "clientWidth", "scrollWidth"];
      for (const step of [50, -50]) {
        for (let frame = 0; frame < 240; frame += 1) {
          await new Promise(requestAnimationFrame);
          const end = step > 0 ? node[place] + node[room] >= node[whole] - 1 : node[place] <= 0;
          if (end) break;
          node[place] += step;
        }
      }
    },
    [selector, axis],
  );

const PLACES = [
  ["the page", "page", "down"],
  ["the dots", '[role="group"][aria-label="Runs"] > div', "down"],
  ["the matrix of rules", '[role="region"][aria-label="Rules by runs"]', "right"],
];

export const measureScroll = async (baseURL) => {
  const { browser, context } = await open(baseURL);
  await signIn(context);
  const jobId = await findJob(context, baseURL);
  if (jobId === null) {
    await browser.close();
    return false;
  }
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(`/jobs/${encodeURIComponent(jobId)}`);
  await page.getByTestId("verdict").waitFor();
  // Once through, so that every part is there: what is measured is scrolling, not loading.
  await scrollAll(page, "page", "down");
  await page.getByRole("heading", { name: /^Events/ }).waitFor();
  await page.waitForLoadState("networkidle");
  table("scrolled", "frames/s", "median ms", "p95 ms", "longest ms", "main thread ms a frame", "long tasks");
  let isSmooth = true;
  for (const [name, selector, axis] of PLACES) {
    if (selector !== "page") await page.locator(selector).first().scrollIntoViewIfNeeded();
    const before = await mainThread(session);
    await startFrames(page);
    await scrollAll(page, selector, axis);
    const noted = summary(await stopFrames(page), before, await mainThread(session));
    isSmooth &&= noted.perFrame <= FRAME;
    row(name, noted.framesPerSecond.toFixed(1), noted.median.toFixed(1), noted.p95.toFixed(1), noted.longest.toFixed(0), noted.perFrame.toFixed(2), noted.longTasks.length);
  }
  console.log(`\nelements on the page: ${await page.evaluate(() => document.querySelectorAll("*").length)}`);
  await browser.close();
  return isSmooth;
};
