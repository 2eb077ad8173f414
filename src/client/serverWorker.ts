/** The language server in a worker, for extension hosts that are workers themselves. */
import { Uri, workspace } from "vscode";

export async function startServerWorker(extension: Uri): Promise<Worker> {
  return new Worker(await addressOf(Uri.joinPath(extension, "dist/server.browser.js")));
}

/** Where the extension lies on a remote machine, VS Code loads no worker from there; its text is fetched, and loaded from memory. */
async function addressOf(script: Uri): Promise<string> {
  if (script.scheme !== "vscode-remote") return script.toString(true);
  const text = new TextDecoder().decode(await workspace.fs.readFile(script));
  // Never revoked: nothing tells when the worker has read it. A few hundred kilobytes at each start.
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}
