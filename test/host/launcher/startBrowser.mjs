/** Serves VS Code with the extension to the person's own browser until Ctrl+C. */
import { spawn } from "node:child_process";
import { installCopy } from "./extensionFolder.mjs";
import { startServer } from "./server.mjs";
import { windowAddress } from "./windowPage.mjs";

/**
 * @param {string} folder what to open
 * @param {boolean} trusted whether it is ours; VS Code asks about any other
 * @returns {Promise<number>} the exit code
 */
export async function startInBrowser(folder, trusted) {
  const interrupted = new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => resolve("interrupted"));
  });
  const server = await startServer({
    trusted,
    settings: { "security.workspace.trust.startupPrompt": "once" },
    defaultFolder: folder,
    prepareExtensions: installCopy,
  });
  const address = windowAddress(server);
  console.log(`\nVS Code with Unroll, ${folder} open:\n\n  ${address}\n\nCtrl+C ends it.`);
  openBrowser(address);
  const reason = await Promise.race([interrupted, server.exited.then(() => "exited")]);
  await server.close();
  if (reason === "interrupted") return 0;
  console.error("VS Code's server has ended by itself.");
  return 1;
}

/** @param {string} address */
function openBrowser(address) {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const opener = spawn("xdg-open", [address], { stdio: "ignore", detached: true });
  // Without xdg-open the printed address has to do.
  opener.on("error", () => {});
  opener.unref();
}
