import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => new URL(path, import.meta.url).pathname;

/** The GraphQL explorer is built by itself, so that sharing code with it does not make the page's own first load larger. */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": here("./src") } },
  worker: { format: "es" },
  build: {
    target: "es2023",
    emptyOutDir: false,
    copyPublicDir: false,
    // Monaco, the editor, is one piece of 2.8 MB.
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      input: here("./explorer.html"),
      // GraphiQL's "use no memo" addresses a compiler that has already run over it.
      onLog: (level, log, report) => log.code !== "MODULE_LEVEL_DIRECTIVE" && report(level, log),
    },
  },
});
