/** The extension in a web worker extension host. */
import type { ExtensionContext } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import { type Started, start } from "./extension.js";
import { pausesBy } from "./pauses.js";
import { loadLibrary, startServerWorker } from "./workerScripts.js";

/** For Node's entry file, whose bundle takes all from this one. */
export { start };

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
  const { workerClient } = await loadLibrary(extensionUri);
  const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } = workerClient();
  const connect = async () => {
    const worker = await startServerWorker(extensionUri);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return new LanguageClient("unroll", "Unroll", connect, options);
}

/** A message to oneself comes after every message that waits, and is not held back as nested timers are. */
function messageTurns(): (resume: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  return (resume) => {
    port1.onmessage = resume;
    port2.postMessage(null);
  };
}
