// Regenerates the typed operations and fails if that changes, adds or removes a generated file.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const generatedFiles = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return generatedFiles(path);
    return path.endsWith(".generated.ts") ? [path] : [];
  });

const snapshot = () => new Map(generatedFiles("src").map((path) => [path, readFileSync(path, "utf8")]));

const before = snapshot();
execFileSync("npx", ["--no-install", "graphql-codegen", "--config", "codegen.ts"], { stdio: "inherit" });
const after = snapshot();
const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
if (changed.length > 0) {
  console.error(`The generated operations did not match schema.graphql and were rewritten:\n  ${changed.join("\n  ")}`);
  console.error("Look at the change and commit it.");
  process.exit(1);
}
console.log(`${after.size} generated files are up to date.`);
