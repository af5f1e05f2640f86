import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

const REPOSITORY = new URL("../..", import.meta.url).pathname;
const START_LIMIT = 120_000;

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port is free"))));
    });
  });

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
};

const untilReady = async (url: string, stack: ChildProcess, output: string[]): Promise<void> => {
  const deadline = Date.now() + START_LIMIT;
  while (!(await isReady(url))) {
    if (stack.exitCode !== null) throw new Error(`skyt up ended with exit code ${stack.exitCode}:\n${output.join("")}`);
    if (Date.now() > deadline) throw new Error(`skyt up was not ready after ${START_LIMIT / 1000} s:\n${output.join("")}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
};

const stop = (process: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (process.exitCode !== null) return resolve();
    process.once("exit", () => resolve());
    process.kill("SIGINT");
  });

/** A real OpenID provider beside the service, known to it under the name `program`. */
const startProvider = async (serviceUrl: string): Promise<{ process: ChildProcess; setting: string }> => {
  const port = String(await freePort());
  const provider = spawn(process.execPath, [join(REPOSITORY, "frontend/test-support/identity-provider.mjs"), port, `${serviceUrl}/auth/oidc/program/callback`]);
  await new Promise<void>((resolve, reject) => {
    provider.stdout.once("data", () => resolve());
    provider.once("exit", (code) => reject(new Error(`the OpenID provider ended with exit code ${code}`)));
  });
  const client = { client_id: "skyt", client_secret: "a secret of tests for skyt, long enough" };
  return { process: provider, setting: JSON.stringify([{ name: "program", issuer: `http://127.0.0.1:${port}`, ...client }]) };
};

/** Start a whole service of its own for the stories, or use the one that SKYT_E2E_URL names. */
const startStack = async ({ provide }: TestProject) => {
  if (process.env.SKYT_E2E_URL) {
    provide("baseUrl", process.env.SKYT_E2E_URL.replace(/\/$/, ""));
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), "skyt-e2e-"));
  // Started by root, the servers run under another account, which must be able to pass this folder.
  await chmod(folder, 0o711);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const output: string[] = [];
  const provider = await startProvider(url);
  const stack = spawn(join(REPOSITORY, ".venv/bin/skyt"), ["up"], {
    cwd: REPOSITORY,
    env: { ...process.env, SKYT_DATA_DIR: join(folder, "data"), SKYT_PORT: String(port), SKYT_RECORDED_OUTPUTS: "", SKYT_RECORDED_CONTRACTS: "", SKYT_OIDC_PROVIDERS: provider.setting },
  });
  stack.stdout.on("data", (text) => output.push(String(text)));
  stack.stderr.on("data", (text) => output.push(String(text)));
  const tearDown = async () => {
    await Promise.all([stop(stack), stop(provider.process)]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(url, stack, output);
  } catch (error) {
    await tearDown();
    throw error;
  }
  provide("baseUrl", url);
  return tearDown;
};

export default startStack;
