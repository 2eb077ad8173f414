/** The extension in a web worker extension host. */
import { type ExtensionContext, Uri, workspace } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import { type Started, start } from "./extension.js";
import { pausesBy } from "./pauses.js";
import { startServerWorker } from "./serverWorker.js";

/** For Node's entry file, whose bundle takes all from this one. */
export { start };

type Library = typeof import("./languageLibrary.js");

/** VS Code's, which knows VS Code's interface alone. */
declare function require(name: string): unknown;

let started: Started | undefined;

/** What is returned tells what is alive. */
export function activate(context: ExtensionContext): Pick<Started, "alive"> {
  started = start(context, {
    pause: pausesBy(messageTurns()),
    createLanguageClient: (options) => createLanguageClient(context, options),
  });
  return { alive: started.alive };
}

export async function deactivate(): Promise<void> {
  await started?.end();
}

/** A worker alone the library would not know, as VS Code puts a constructor of its own in `Worker`'s place: it is handed what to talk by. */
async function createLanguageClient({ extensionUri }: ExtensionContext, options: LanguageClientOptions) {
  const library = await loadLibrary(Uri.joinPath(extensionUri, "dist/languageLibrary.cjs"));
  const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } = library.workerClient();
  const connect = async () => {
    const worker = await startServerWorker(extensionUri);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return new LanguageClient("unroll", "Unroll", connect, options);
}

/** VS Code loads one file into a worker, and none when that asks for it: a second is fetched, and given what a first one is given. */
async function loadLibrary(script: Uri): Promise<Library> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(script));
  const asModule = ["export default (module, exports, require) => {", text, "};"].join("\n");
  const address = URL.createObjectURL(new Blob([asModule], { type: "text/javascript" }));
  try {
    const module = { exports: {} };
    (await import(address)).default(module, module.exports, require);
    return module.exports as Library;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A message to oneself comes after every message that waits, and is not held back as nested timers are. */
function messageTurns(): (resume: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  return (resume) => {
    port1.onmessage = resume;
    port2.postMessage(null);
  };
}
