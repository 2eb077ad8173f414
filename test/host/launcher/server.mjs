/** Starts VS Code's server in a scratch profile and ends it with everything it started. */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { cached, installServer } from "./cache.mjs";

/** Settings every window starts with: nothing that moves, asks or phones home. */
const baseSettings = {
  // In the browser window VS Code saves by itself otherwise, and an unsaved text would not stay so.
  "files.autoSave": "off",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "security.workspace.trust.startupPrompt": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "files.simpleDialog.enable": true,
  "git.enabled": false,
  // These two read certificates and the process table inside the extension host, whose lag is measured.
  "http.proxySupport": "off",
  "remote.autoForwardPorts": false,
};

/**
 * @typedef {object} ServerOptions
 * @property {string} [vsix] a package to install first
 * @property {boolean} [trusted] false opens folders in Restricted Mode
 * @property {Record<string, unknown>} [settings] user settings over the base ones
 * @property {Record<string, string>} [env] environment of the extension host
 * @property {string} [defaultFolder] what opens when the address names nothing
 * @property {(extensionsFolder: string) => void} [prepareExtensions] puts extensions in place before the start
 */

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {string} token what the address must carry as `tkn`
 * @property {string} profile the scratch folder, with log.txt
 * @property {Promise<unknown>} exited when the server has ended, whoever ended it
 * @property {() => Promise<void>} close ends the server and removes the profile
 */

/**
 * Starts the server on a free port of 127.0.0.1 and waits until it listens.
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
  installServer();
  const profile = mkdtempSync(path.join(tmpdir(), "unroll-vscode-"));
  const folders = { data: path.join(profile, "data"), extensions: path.join(profile, "extensions") };
  writeSettings(folders.data, { ...baseSettings, ...options.settings });
  mkdirSync(folders.extensions);
  options.prepareExtensions?.(folders.extensions);
  if (options.vsix !== undefined) installExtension(options.vsix, folders);

  const token = randomBytes(16).toString("hex");
  const logFile = path.join(profile, "log.txt");
  const log = openSync(logFile, "w");
  const args = [
    ...["out/server-main.js", "--host", "127.0.0.1", "--port", "0", "--connection-token", token, "--accept-server-license-terms"],
    ...["--enable-smoke-test-driver", "--disable-telemetry", "--user-data-dir", folders.data, "--extensions-dir", folders.extensions],
    ...(options.trusted === false ? [] : ["--disable-workspace-trust"]),
    ...(options.defaultFolder === undefined ? [] : ["--default-folder", options.defaultFolder]),
  ];
  // A process group of its own, so that closing reaches the extension host and every other child.
  const child = spawn(cached.node, args, {
    cwd: cached.server,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const exited = new Promise((resolve) => child.on("exit", resolve));
  const group = /** @type {number} */ (child.pid);
  const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  const endAtOnce = () => {
    signal(group, "SIGKILL");
    removeProfile();
  };
  process.once("exit", endAtOnce);
  const close = async () => {
    process.off("exit", endAtOnce);
    await endGroup(group, exited);
    removeProfile();
  };
  const port = await listeningPort(logFile, exited).catch(async (error) => {
    await close();
    throw error;
  });
  return { port, token, profile, exited, close };
}

/** @param {string} dataFolder @param {Record<string, unknown>} settings */
function writeSettings(dataFolder, settings) {
  mkdirSync(path.join(dataFolder, "User"), { recursive: true });
  writeFileSync(path.join(dataFolder, "User/settings.json"), JSON.stringify(settings, null, 2));
}

/** @param {string} vsix @param {{ data: string, extensions: string }} folders */
function installExtension(vsix, folders) {
  const args = ["out/server-main.js", "--install-extension", vsix, "--extensions-dir", folders.extensions, "--user-data-dir", folders.data];
  const { status, stdout, stderr } = spawnSync(cached.node, [...args, "--accept-server-license-terms"], {
    cwd: cached.server,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`Installing ${vsix} failed:\n${stdout}${stderr}`);
}

/** @param {string} logFile @param {Promise<unknown>} exited @returns {Promise<number>} */
async function listeningPort(logFile, exited) {
  let hasExited = false;
  exited.then(() => {
    hasExited = true;
  });
  const deadline = Date.now() + 60_000;
  for (;;) {
    const log = readFileSync(logFile, "utf8");
    const port = /listening on (\d+)/.exec(log)?.[1];
    if (port !== undefined) return Number(port);
    if (hasExited || Date.now() > deadline) throw new Error(`VS Code's server did not start:\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @param {number} group @param {Promise<unknown>} exited */
async function endGroup(group, exited) {
  signal(group, "SIGTERM");
  const patience = new Promise((resolve) => setTimeout(resolve, 3000, "late").unref());
  await Promise.race([exited, patience]);
  // Whatever in the group outlived its leader goes now.
  signal(group, "SIGKILL");
  await exited;
}

/** @param {number} group @param {NodeJS.Signals} name */
function signal(group, name) {
  try {
    process.kill(-group, name);
  } catch {
    // The group is gone, which is what was wanted.
  }
}
