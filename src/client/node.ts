/** The extension in a Node extension host. */
import type { ExtensionContext } from "vscode";
import { type Started, start } from "./extension.js";

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

let started: Started | undefined;

/** What is returned tells what is alive. */
export function activate(context: ExtensionContext): Pick<Started, "alive"> {
  const module = context.asAbsolutePath("dist/server.node.cjs");
  started = start(context, {
    pause,
    // The library is large: others have their turn before it and between its parts.
    createLanguageClient: async (options) => {
      await pause();
      await import("vscode-languageclient");
      await pause();
      const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
      await pause();
      const client = new LanguageClient("unroll", "Unroll", { module, transport: TransportKind.ipc }, options);
      await pause();
      return client;
    },
  });
  return { alive: started.alive };
}

export async function deactivate(): Promise<void> {
  await started?.end();
}
