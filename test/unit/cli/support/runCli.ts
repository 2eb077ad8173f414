/** Bundles the command line once and runs it as a process of its own. */
import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { forNode, requireForEsm } from "../../../../.build/build.mjs";

/** The bundle, and a folder of this run's own for files. */
export interface Cli {
  readonly folder: string;
  readonly script: string;
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Made in a `before` hook. */
export async function bundleCli(): Promise<Cli> {
  const folder = mkdtempSync(path.join(tmpdir(), "unroll-cli-"));
  const script = path.join(folder, "cli.mjs");
  const banner = { js: requireForEsm };
  await build({ ...forNode, entryPoints: ["src/cli/main.ts"], outfile: script, bundle: true, format: "esm", banner, logLevel: "warning" });
  return { folder, script };
}

export function remove({ folder }: Cli): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Writes a file into the run's folder and returns its whole name. */
export function fileIn({ folder }: Cli, name: string, text: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Runs `unroll …words` to its end. */
export function run({ script }: Cli, ...words: readonly string[]): Ran {
  const { status, stdout, stderr }: SpawnSyncReturns<string> = spawnSync(process.execPath, [script, ...words], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return { code: status, stdout, stderr };
}

/** What a stream of output came to, without keeping it. */
export interface Counted {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly bytes: number;
  readonly lines: number;
  readonly tail: string;
  readonly stderr: string;
}

/** Runs `unroll …words` and counts what it prints; `stopAfter` bytes the reader goes away, or sends `signal` instead. */
export async function count(
  { script }: Cli,
  words: readonly string[],
  {
    nodeOptions = [],
    stopAfter = Number.POSITIVE_INFINITY,
    signal,
  }: { nodeOptions?: string[]; stopAfter?: number; signal?: NodeJS.Signals } = {},
): Promise<Counted> {
  const child = spawn(process.execPath, [...nodeOptions, script, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  let bytes = 0;
  let lines = 0;
  let tail = "";
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdout.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines++;
    tail = (tail + chunk.toString("utf8")).slice(-200);
    if (bytes < stopAfter) return;
    if (signal) child.kill(signal);
    else child.stdout.destroy();
  });
  const [code, ended] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { code, signal: ended, bytes, lines, tail, stderr };
}
