import { readFileSync } from "node:fs";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defaultClientConditions } from "vite";
import { defineConfig } from "vitest/config";
import { operations } from "./scripts/operations.ts";
import { pageHints } from "./scripts/page-hints.ts";

const service = process.env.SKYT_SERVICE_URL ?? "http://127.0.0.1:8700";
// The Host header must stay as the browser sent it: the service compares it with Origin before it opens a socket.
const proxy = { "/graphql": { target: service, ws: true }, "/api": { target: service }, "/artifacts": { target: service } };

/** What nearly every route uses, in one piece: as files of their own, such small parts cost more in requests than in script. */
const common = /\/src\/(?:shared(?!\/apollo\/socket-link)|components\/ui\/(?:ago|avatar|badge|button|card|choice|code(?=\.)|copy-button|field|input|interval-bar|mark|missing-state|notice|page-heading|skeleton|states|status-badge|when-near))\b|\/@apollo\/client\/react\/|\/lucide-react\/|rolldown.runtime/;

/** What the early script says before all others are here, in the words of the page. */
const first = /\/src\/(?:shared\/(?:headings|frame|format|dates|lazily|next-task)|features\/job\/verdict(?:-texts)?)\.ts/;

/** What is always fetched together is one file. */
const groups = [
  { name: "first", test: first, priority: 40 },
  { name: "common", test: common, priority: 30 },
  { name: "side-by-side", test: /\/components\/ui\/side-by-side\./, priority: 25 },
  // What pages of one room share.
  { debugName: "rooms", name: (id: string) => /features\/(\w+)\//.exec(id)?.[1] ?? null, test: /\/features\/(?:contracts|dashboard|job|restrictions|session|settings)\/|\/components\/ui\/(?:refusal|confirm)\./, minShareCount: 2, priority: 22 },
];

export default defineConfig({
  plugins: [react(), tailwindcss(), operations(), pageHints()],
  resolve: {
    // RxJS comes in two forms; the older one brings helpers for browsers that this page does not run in.
    conditions: ["es2015", ...defaultClientConditions],
    alias: {
      "@": new URL("./src", import.meta.url).pathname,
      "@test": new URL("./test-support", import.meta.url).pathname,
    },
  },
  server: { port: 8740, strictPort: true, proxy },
  preview: { port: 8741, strictPort: true, proxy },
  build: { target: "es2023", rolldownOptions: { output: { codeSplitting: { groups } } } },
  test: {
    testTimeout: 90_000,
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["test-support/setup.ts"],
    provide: { schemaText: readFileSync(new URL("../schema.graphql", import.meta.url), "utf8") },
    restoreMocks: true,
  },
});
