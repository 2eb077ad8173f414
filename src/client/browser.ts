/** The extension in a web worker extension host. */
import type { ExtensionContext } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import { type Started, start } from "./extension.js";
import { startServerWorker } from "./serverWorker.js";

/** For Node's entry file, whose bundle takes all from this one; the library and what it stands on are loaded when they are first asked for. */
export { start };
export const languageLibrary = () => require("vscode-languageclient");
export const languageProtocol = () => require("vscode-languageserver-protocol");

declare function require(name: "vscode-languageclient"): typeof import("vscode-languageclient");
declare function require(name: "vscode-languageserver-protocol"): typeof import("vscode-languageserver-protocol");

let started: Started | undefined;

/** What is returned tells what is alive. */
export function activate(context: ExtensionContext): Pick<Started, "alive"> {
  started = start(context, {
    pause: pauses(),
    createLanguageClient: (options) => createLanguageClient(context, options),
  });
  return { alive: started.alive };
}

export async function deactivate(): Promise<void> {
  await started?.end();
}

/** A worker alone the library would not know, as VS Code puts a constructor of its own in `Worker`'s place: it is handed what to talk by. */
async function createLanguageClient({ extensionUri }: ExtensionContext, options: LanguageClientOptions) {
  const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } = await import("vscode-languageclient/browser");
  const connect = async () => {
    const worker = await startServerWorker(extensionUri);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return new LanguageClient("unroll", "Unroll", connect, options);
}

/** A message to oneself comes after every message that waits, and is not held back as nested timers are. */
function pauses(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
