// @vitest-environment node
import { describe, expect, it } from "vitest";

const sources = import.meta.glob("/src/**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true }) as Record<string, string>;

const roomOf = (path: string): string => {
  const [, room = "", feature = ""] = /^\/src\/(app|explorer|features|shared|components)\/([^/]*)/.exec(path) ?? [];
  return room === "features" ? `features/${feature}` : room;
};

const importsOf = (text: string): string[] => [...text.matchAll(/(?:from|import\()\s*"(@\/[^"]+)"/g)].map(([, path = ""]) => path.replace("@/", "/src/"));

const isAllowed = (from: string, to: string): boolean => {
  if (from === to || from === "app" || from === "") return true;
  if (from.startsWith("features/") || from === "explorer") return to === "shared" || to === "components";
  return to === "shared";
};

const offences = (files: Record<string, string>): string[] =>
  Object.entries(files).flatMap(([path, text]) =>
    importsOf(text)
      .filter((target) => !isAllowed(roomOf(path), roomOf(target)))
      .map((target) => `${path} imports ${target}`),
  );

const product = Object.fromEntries(Object.entries(sources).filter(([path]) => !/\.test\.tsx?$/.test(path)));

describe("imports flow from app to features to shared", () => {
  it("holds in every file", () => {
    expect(Object.keys(product).length).toBeGreaterThan(50);
    expect(offences(product)).toEqual([]);
  });

  it("is told when a feature imports another, or shared imports a feature", () => {
    expect(
      offences({
        "/src/features/job/a.ts": 'import { b } from "@/features/jobs/b";',
        "/src/shared/c.ts": 'import { d } from "@/features/job/d";',
        "/src/features/job/e.ts": 'import { f } from "@/shared/f";',
      }),
    ).toEqual(["/src/features/job/a.ts imports /src/features/jobs/b", "/src/shared/c.ts imports /src/features/job/d"]);
  });

  it("keeps requests out of components/ui", () => {
    const ui = Object.entries(product).filter(([path]) => path.startsWith("/src/components/"));
    expect(ui.filter(([, text]) => text.includes("@apollo/client")).map(([path]) => path)).toEqual([]);
  });

  it("keeps raw colours out of components", () => {
    const raw = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)\(|\b(?:bg|text|border)-(?:red|blue|green|gray|slate|zinc|white|black)/i;
    expect(Object.entries(product).filter(([path, text]) => path.endsWith(".tsx") && raw.test(text.replace(/"#content"|#[a-z]+"/g, ""))).map(([path]) => path)).toEqual([]);
  });
});
