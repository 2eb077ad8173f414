/** What an extension host in a worker loads beside the one file that VS Code gives it: its second script, and the language server's worker. */
import { Uri, workspace } from "vscode";

type Library = typeof import("./languageLibrary.js");

/** VS Code's, which knows VS Code's interface alone. */
declare function require(name: "vscode"): unknown;

/** The language client's library: its text becomes a module that is given what VS Code gives a first file. */
export async function loadLibrary(extension: Uri): Promise<Library> {
  const text = await textOf(Uri.joinPath(extension, "dist/languageLibrary.cjs"));
  const address = addressOf(["export default (module, exports, require) => {", text, "};"].join("\n"));
  try {
    const module = { exports: {} };
    (await import(address)).default(module, module.exports, require);
    return module.exports as Library;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Where the extension lies on a remote machine, VS Code loads no worker from there: it is loaded from memory. */
export async function startServerWorker(extension: Uri): Promise<Worker> {
  const script = Uri.joinPath(extension, "dist/server.browser.js");
  if (script.scheme !== "vscode-remote") return new Worker(script.toString(true));
  // Never revoked: nothing tells when the worker has read it. A few hundred kilobytes at each start.
  return new Worker(addressOf(await textOf(script)));
}

async function textOf(script: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(script));
}

/** An address in memory that gives this script. */
function addressOf(script: string): string {
  return URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
}
