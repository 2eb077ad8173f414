/** Finds a Chromium, installs Debian's where it may, and opens it. */
import { existsSync } from "node:fs";
import path from "node:path";
import { installByApt } from "./apt.mjs";

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable"];
const places = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
// The fonts hold σ, −, ∂ and the combining tilde of c̃, which a bare machine has no glyphs for.
const debianPackages = ["chromium", "fonts-dejavu-core", "fonts-liberation"];
const quietSwitches = ["no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"];
const switches = [...quietSwitches, "disable-component-update", "disable-sync", "disable-dev-shm-usage"].map((name) => `--${name}`);

/** The path of a Chromium, Chrome or Edge on this machine, or null. */
export function findChromium() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = [...commands.flatMap((command) => folders.map((folder) => path.join(folder, command))), ...places];
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}

/** The path of a Chromium, installed through apt when there is none and this is root; else ends with a line on what to install. */
export function requireChromium() {
  const found = findChromium();
  if (found !== null) return found;
  if (installByApt(debianPackages)) {
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  console.error(
    "The tests need a browser to drive: install Chromium, Chrome or Edge (on Debian: apt-get install chromium) and run this again.",
  );
  process.exit(1);
}

/**
 * Opens Chromium without a visible window.
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function launchChromium() {
  const { chromium } = await import("playwright-core");
  // Who launches it closes it; playwright's own signal handlers would end the process before that.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({ executablePath: requireChromium(), args: switches, ...signals });
}
