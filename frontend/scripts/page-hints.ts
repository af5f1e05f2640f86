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

/** The script that asks for what the page shows goes before all others, and by itself: in a bundle it would wait for the rest. */
const earlyScript = (bundle: Bundle | undefined): HtmlTagDescriptor => {
  const built = Object.values(bundle ?? {}).find((file) => file.type === "chunk" && file.facadeModuleId?.endsWith(EARLY));
  return { tag: "script", attrs: { type: "module", async: true, crossorigin: true, src: `/${built?.fileName ?? EARLY}` }, injectTo: "head-prepend" };
};

const COMMON = /\s*<link rel="modulepreload"[^>]* href="([^"]*\/common-[^"]*)">/;

/** What most pages share runs before the start page's script, as a script of its own: in one go both would keep a slow phone busy for too long. */
const inTurn = (html: string): string => {
  const [link = "", address = ""] = COMMON.exec(html) ?? [];
  return html.replace(link, "").replace('<script type="module"', `<script type="module" crossorigin src="${address}"></script>\n    <script type="module"`);
};

const THEME = '<script src="/theme.js"></script>';

/** Written into the page, because the first paint waits for it. */
const withTheme = (html: string): string => html.replace(THEME, () => `<script>\n${readFileSync(join(SOURCE, "../public/theme.js"), "utf8")}</script>`);

const hintsOf = (bundle: Bundle): Record<string, string[]> => {
  const start = chunksOf(bundle).find(({ isEntry, name }) => isEntry && name === "index");
  const always = [...(start?.viteMetadata?.importedCss ?? []), ...filesFrom(bundle, start)];
  const filesOf = (modules: string[]) => modules.flatMap((module) => [...filesFrom(bundle, chunkOf(bundle, module))]);
  return Object.fromEntries(pageModules().map(([route, modules]) => [route, [...new Set([...always, ...filesOf(modules)])]]));
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
    handler: (html, { bundle }) => ({ tags: [earlyScript(bundle)], html: (bundle ? withTheme(inTurn(html)) : html).replaceAll(/<(script type="module"|link rel="modulepreload") /g, '<$1 fetchpriority="low" ') }),
  },
  generateBundle(_options, bundle) {
    this.emitFile({ type: "asset", fileName: "page-hints.json", source: JSON.stringify(hintsOf(bundle)) });
  },
});
