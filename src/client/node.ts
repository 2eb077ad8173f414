/** The extension in a Node extension host. */
import type { ExtensionContext } from "vscode";
import { start } from "./extension.js";

let end: (() => Promise<void>) | undefined;

export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath("dist/server.node.cjs");
  end = start(context, {
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    createLanguageClient: async (options) => {
      const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
      return new LanguageClient("unroll", "Unroll", { module, transport: TransportKind.ipc }, options);
    },
  });
}

export async function deactivate(): Promise<void> {
  await end?.();
}
