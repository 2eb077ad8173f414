/** The extension's package, made once for all tests of a run. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { packageExtension } from "../../../.build/package.mjs";

let made: Promise<string> | undefined;

/** The path of a .vsix made from this repository as it stands. */
export function packaged(): Promise<string> {
  made ??= make();
  return made;
}

async function make(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "unroll-vsix-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "unroll.vsix");
  await packageExtension(file);
  return file;
}
