/** Shows the extension in a desktop VS Code: the person's own, or the one @vscode/test-electron downloads. */
import { spawn } from "node:child_process";
import path from "node:path";
import { root } from "../../../.build/install.mjs";

/**
 * Opens a window of the `code` at hand and waits until it is closed.
 * @param {string} folder
 */
export function startOwnDesktop(folder) {
  console.log("Opening a window of your VS Code; close it, or press Ctrl+C, to end.");
  return run("code", ["--new-window", "--wait", `--extensionDevelopmentPath=${root}`, folder], "There is no `code` command on the PATH.");
}

/**
 * Downloads VS Code once and opens it with a profile of its own.
 * @param {string} folder
 * @param {string} scratch where the profile goes
 */
export async function startDownloadedDesktop(folder, scratch) {
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  const executable = await downloadAndUnzipVSCode({ cachePath: path.join(root, ".vscode-test") });
  const profile = [`--user-data-dir=${path.join(scratch, "data")}`, `--extensions-dir=${path.join(scratch, "extensions")}`];
  const quiet = ["--skip-welcome", "--skip-release-notes", "--disable-updates", "--disable-workspace-trust"];
  console.log("Opening VS Code; close it, or press Ctrl+C, to end.");
  return run(executable, [...profile, ...quiet, `--extensionDevelopmentPath=${root}`, folder], `${executable} does not start.`);
}

/** @param {string} command @param {string[]} args @param {string} complaint @returns {Promise<number>} the exit code */
function run(command, args, complaint) {
  const isWindows = process.platform === "win32";
  const child = spawn(isWindows ? `"${command}"` : command, isWindows ? args.map((argument) => `"${argument}"`) : args, {
    stdio: "ignore",
    shell: isWindows,
  });
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => child.kill("SIGTERM"));
    child.on("error", () => {
      console.error(complaint);
      resolve(1);
    });
    child.on("exit", (code) => resolve(code ?? 0));
  });
}
