import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HtmlTagDescriptor, Plugin, Rolldown } from "vite";
import { paths } from "../src/shared/paths.ts";

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk;

const SOURCE = new URL("../src/", import.meta.url).pathname;
const LINE = /(?:\[paths\.(\w+)\.route\]|"?([\w-]+)"?|SettingsFrame)(?::| =) lazyPage\(async \(\) => \(await import\("([^"]+)"\)\)/g;

const moduleOf = (specifier: string): string => `${specifier.startsWith("@/") ? join(SOURCE, specifier.slice(2)) : join(SOURCE, "app", specifier)}.tsx`;

/** The pages that a file of src/app lists, each with the module that shows it. */
const linesOf = (name: string) => {
  const text = readFileSync(join(SOURCE, "app", name), "utf8");
  const found = [...text.matchAll(LINE)].map(([, page = "", part = "", specifier = ""]) => ({ page, part, module: moduleOf(specifier) }));
  const expected = text.split("lazyPage(").length - 1;
  if (found.length !== expected) throw new Error(`src/app/${name} has ${expected} pages, of which ${found.length} are written as the others are`);
  return found;
};

const routeOf = (page: string): string => {
  const path = paths[page as keyof typeof paths];
  if (typeof path === "string" || !("route" in path)) throw new Error(`src/shared/paths.ts has no route named ${page}`);
  return path.route;
};

/** The modules that show the page at each route. */
const pageModules = (): [route: string, modules: string[]][] => {
  const [frame, ...parts] = linesOf("settings-pages.ts");
  return [
    ...linesOf("pages.ts").map(({ page, module }): [string, string[]] => [routeOf(page), [module]]),
    ...parts.map(({ part, module }): [string, string[]] => [`${paths.settings.route}/${part}`, [frame?.module ?? "", module]]),
  ];
};

const chunksOf = (bundle: Bundle): Chunk[] => Object.values(bundle).filter((file) => file.type === "chunk");

const chunkOf = (bundle: Bundle, module: string): Chunk => {
  const chunks = chunksOf(bundle);
  const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === module) ?? chunks.find(({ moduleIds }) => moduleIds.includes(module));
  if (!chunk) throw new Error(`no built file holds ${module}`);
  return chunk;
};

/** The names of a chunk and of all that it imports at once. */
const filesFrom = (bundle: Bundle, chunk: Chunk | undefined, names = new Set<string>()): Set<string> => {
  if (!chunk || names.has(chunk.fileName)) return names;
  names.add(chunk.fileName);
  for (const name of chunk.imports) filesFrom(bundle, bundle[name] as Chunk | undefined, names);
  return names;
};

const EARLY = "src/early/main.ts";

const earlyChunk = (bundle: Bundle): Chunk | undefined => chunksOf(bundle).find(({ facadeModuleId }) => facadeModuleId?.endsWith(EARLY));

/** The script that asks for what the page shows goes before all others, and with only what it needs itself: in a bundle it would wait for the rest. */
const earlyTags = (bundle: Bundle | undefined): HtmlTagDescriptor[] => {
  const built = bundle && earlyChunk(bundle);
  const needed = (built?.imports ?? []).map((name): HtmlTagDescriptor => ({ tag: "link", attrs: { rel: "modulepreload", crossorigin: true, href: `/${name}` }, injectTo: "head-prepend" }));
  return [{ tag: "script", attrs: { type: "module", async: true, crossorigin: true, src: `/${built?.fileName ?? EARLY}` }, injectTo: "head-prepend" }, ...needed];
};

const PRELOAD = /\s*<link rel="modulepreload"[^>]* href="\/([^"]*)">/g;

/** What comes with the early script is asked for there. */
const withoutEarly = (html: string, bundle: Bundle): string => html.replaceAll(PRELOAD, (link, name: string) => (earlyChunk(bundle)?.imports.includes(name) ? "" : link));

const COMMON = /\s*<link rel="modulepreload"[^>]* href="([^"]*\/common-[^"]*)">/;

const SCRIPT = /<script type="module" crossorigin src="([^"]*)"><\/script>/;

const fetched = (address: string): string => `<link rel="modulepreload" data-start crossorigin href="${address}">`;

/** The page's own scripts are fetched at once, and run by the early script: what most pages share first, then the start page's. */
const inTurn = (html: string): string => {
  const [link, common] = COMMON.exec(html) ?? [];
  if (!link || !common || !SCRIPT.test(html)) throw new Error("the built start page does not name its scripts as it used to: nothing would start it");
  return html.replace(link, "").replace(SCRIPT, (_, index: string) => `${fetched(common)}\n    ${fetched(index)}`);
};

const THEME = '<script src="/theme.js"></script>';

/** Written into the page, because the first paint waits for it. */
const withTheme = (html: string): string => html.replace(THEME, () => `<script>\n${readFileSync(join(SOURCE, "../public/theme.js"), "utf8")}</script>`);

const hintsOf = (bundle: Bundle): Record<string, string[]> => {
  const start = chunksOf(bundle).find(({ isEntry, name }) => isEntry && name === "index");
  const early = earlyChunk(bundle)?.imports ?? [];
  const always = [...(start?.viteMetadata?.importedCss ?? []), ...filesFrom(bundle, start)];
  const filesOf = (modules: string[]) => modules.flatMap((module) => [...filesFrom(bundle, chunkOf(bundle, module))]);
  return Object.fromEntries(pageModules().map(([route, modules]) => [route, [...new Set([...always, ...filesOf(modules)])].filter((name) => !early.includes(name))]));
};

/**
 * Writes page-hints.json beside the built page: for each route the files that its page needs, those of every page first, so that the
 * service can tell the browser of them with its first answer, before any script has run.
 */
export const pageHints = (): Plugin => ({
  name: "page-hints",
  buildStart() {
    if (this.meta.watchMode === false && this.environment.mode === "build") this.emitFile({ type: "chunk", id: EARLY, name: "early" });
  },
  // The start page is drawn before its script, which is the larger part, takes the line.
  transformIndexHtml: {
    order: "post",
    handler: (html, { bundle }) => ({ tags: earlyTags(bundle), html: (bundle ? withTheme(inTurn(withoutEarly(html, bundle))) : html).replaceAll(/<(script type="module"|link rel="modulepreload") /g, '<$1 fetchpriority="low" ') }),
  },
  generateBundle(_options, bundle) {
    this.emitFile({ type: "asset", fileName: "page-hints.json", source: JSON.stringify(hintsOf(bundle)) });
  },
});
