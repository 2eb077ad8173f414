/** The extension in a Node extension host. */
import type { ExtensionContext } from "vscode";
import { type Started, start } from "./extension.js";

let started: Started | undefined;

/** What is returned tells what is alive. */
export function activate(context: ExtensionContext): Pick<Started, "alive"> {
  const module = context.asAbsolutePath("dist/server.node.cjs");
  started = start(context, {
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    createLanguageClient: async (options) => {
      const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
      return new LanguageClient("unroll", "Unroll", { module, transport: TransportKind.ipc }, options);
    },
  });
  return { alive: started.alive };
}

export async function deactivate(): Promise<void> {
  await started?.end();
}
