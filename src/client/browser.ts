/** The extension in a web worker extension host. */
import type { ExtensionContext } from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from "vscode-languageclient/browser";
import { start } from "./extension.js";
import { startServerWorker } from "./serverWorker.js";

/** For Node's entry file, whose bundle takes it from this one. */
export { start };

let end: (() => Promise<void>) | undefined;

export function activate(context: ExtensionContext): void {
  end = start(context, {
    pause: pauses(),
    createLanguageClient: (options) => new LanguageClient("unroll", "Unroll", () => connect(context), options),
  });
}

export async function deactivate(): Promise<void> {
  await end?.();
}

/** What to talk to the server by: its worker alone the library would not know, as VS Code puts a constructor of its own in `Worker`'s place. */
async function connect({ extensionUri }: ExtensionContext): Promise<MessageTransports> {
  const worker = await startServerWorker(extensionUri);
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
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
