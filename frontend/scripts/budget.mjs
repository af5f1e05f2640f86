// Fails when a page takes more script than it may: built as for the service, compressed as the service sends it. All that a page fetches
// by itself counts; what is fetched only for those who ask for it, or come to it far down a job's report, does not.
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";

const BUDGET = 190_000;
/** About what the headers of one answer take. */
const HEADERS = 450;
/** The files whose code is asked for: the full editor, the other format, the tour, a number's or a rule's explanation, exports, an opened run, a job under way, other languages than Python, and the chart of distances. */
const ON_DEMAND = /^assets\/(?:document-editor|convert|tour-panel|popover|rule-explanation|job-exports|run-sheet|run-request|anchor-diff|live-summary|distance-section|c|json|yaml)-/;

const { output } = await build({ logLevel: "error", build: { write: false } });
const bundle = Object.fromEntries(output.map((file) => [file.fileName, file]));
const hints = JSON.parse(bundle["page-hints.json"].source);
const entries = output.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
const pages = new Set(Object.values(hints).flat());
const sizes = new Map();

const sizeOf = (name) => {
  if (!name.endsWith(".js")) return 0;
  if (!sizes.has(name)) sizes.set(name, brotliCompressSync(bundle[name].code).length + HEADERS);
  return sizes.get(name);
};

const isFetched = (name) => bundle[name] && !ON_DEMAND.test(name) && !pages.has(name);

const filesFrom = (roots) => {
  const names = new Set();
  const visit = (name) => {
    if (names.has(name)) return;
    names.add(name);
    bundle[name].imports?.forEach(visit);
    bundle[name].dynamicImports?.filter(isFetched).forEach(visit);
  };
  roots.forEach(visit);
  return names;
};

const totals = Object.entries(hints).map(([route, files]) => [route, [...filesFrom([...entries, ...files])].reduce((sum, name) => sum + sizeOf(name), 0)]);
for (const [route, bytes] of totals) console.log(`${(bytes / 1000).toFixed(1).padStart(6)} kB  ${route}`);
const over = totals.filter(([, bytes]) => bytes > BUDGET);
if (over.length > 0) {
  console.error(`More than ${BUDGET / 1000} kB of compressed script: ${over.map(([route]) => route).join(", ")}. Look at what the page imports that it could fetch when it is needed.`);
  process.exit(1);
}
