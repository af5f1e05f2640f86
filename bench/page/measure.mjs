// Measurements of the page in a real browser: node bench/page/measure.mjs WHAT [URL], WHAT one of budget, scroll, live, lighthouse.
import { measureBudget } from "./budget.mjs";
import { measureLighthouse } from "./lighthouse.mjs";
import { measureLive } from "./live.mjs";
import { measureScroll } from "./scroll.mjs";

const MEASURES = { budget: measureBudget, scroll: measureScroll, live: measureLive, lighthouse: measureLighthouse };

const [what, url = "http://127.0.0.1:8700", ...rest] = process.argv.slice(2);
const measure = MEASURES[what];
if (!measure) {
  console.error(`Say what to measure: ${Object.keys(MEASURES).join(", ")}; then, if it is not ${url}, where the service is.`);
  process.exit(2);
}
process.exit((await measure(url.replace(/\/$/, ""), rest)) ? 0 : 1);
