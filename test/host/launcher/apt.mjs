/** Installs Debian's packages where the tests may: as root, on a machine that has apt. */
import { spawnSync } from "node:child_process";

/**
 * Installs the packages and nothing they merely recommend.
 * @param {readonly string[]} packages
 * @returns {boolean} whether this is a machine where that could be tried
 */
export function installByApt(packages) {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return false;
  console.log(`Installing ${packages.join(", ")} (apt-get)…`);
  aptGet("update");
  aptGet("install", "-y", "--no-install-recommends", ...packages);
  return true;
}

/** @param {...string} args */
function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status } = spawnSync("apt-get", ["-qq", ...args], { stdio: ["ignore", "ignore", "inherit"], env });
  if (status !== 0) console.error(`apt-get ${args[0]} failed; its message stands above.`);
}
