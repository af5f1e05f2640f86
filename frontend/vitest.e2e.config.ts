import { defineConfig } from "vitest/config";

const installed = (entry: string) => new URL(`./node_modules/${entry}`, import.meta.url).pathname;

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  // The stories stand outside this folder, where no package would be found.
  resolve: {
    alias: {
      "playwright-core": installed("playwright-core/index.mjs"),
      "axe-core": installed("axe-core/axe.js"),
      vitest: installed("vitest/dist/index.js"),
    },
  },
  test: {
    include: ["tests/e2e/**/*.test.ts"],
    globalSetup: ["tests/e2e/stack.ts"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
