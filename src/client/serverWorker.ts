/** The language server's worker, for extension hosts that are workers themselves. */
import { Uri, workspace } from "vscode";

/**
 * Starts it. Where the extension lies on a remote machine the host refuses to load a worker from there; the script's text is loaded instead, which is
 * the same script.
 */
export async function startServerWorker(extension: Uri): Promise<Worker> {
  const script = Uri.joinPath(extension, "dist/server.browser.js");
  if (script.scheme !== "vscode-remote") return new Worker(script.toString(true));
  const text = await workspace.fs.readFile(script);
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  // The worker reads the address some time after it is made: it stays as long as the host, a few hundred kilobytes at each start.
  return new Worker(address);
}
