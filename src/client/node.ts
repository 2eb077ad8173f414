/** The extension in a Node extension host. */
import type { ExtensionContext } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import type { Started } from "./extension.js";
import { pausesBy } from "./pauses.js";

const pause = pausesBy(setImmediate);

/** Node's own: what `import()` loads here is not given VS Code's interface. */
declare function require(name: "./extension.js"): typeof import("./extension.js");

let started: Started | undefined;

/**
 * What is returned tells what is alive. Reading the extension's code takes its time, and the language client's library is large:
 * others have their turn before each and between the library's parts.
 */
export async function activate(context: ExtensionContext): Promise<Pick<Started, "alive">> {
  await pause();
  const { start } = require("./extension.js");
  await pause();
  started = start(context, { pause, createLanguageClient: (options) => createLanguageClient(context, options) });
  return { alive: started.alive };
}

async function createLanguageClient(context: ExtensionContext, options: LanguageClientOptions) {
  await pause();
  await import("vscode-languageserver-protocol");
  await pause();
  await import("vscode-languageclient");
  await pause();
  const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
  await pause();
  const module = context.asAbsolutePath("dist/server.node.cjs");
  const client = new LanguageClient("unroll", "Unroll", { module, transport: TransportKind.ipc }, options);
  await pause();
  return client;
}

export async function deactivate(): Promise<void> {
  await started?.end();
}
