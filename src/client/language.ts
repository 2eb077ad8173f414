/** The language client: what both hosts share; how the server is started is the entry file's affair. */
import type { LogOutputChannel } from "vscode";
import { type BaseLanguageClient, ErrorAction, type ErrorHandler, type LanguageClientOptions } from "vscode-languageclient";
import { Arrival } from "./arrival.js";

/** `lstm-json` under any scheme: files, untitled and virtual documents alike. */
export const documentSelector = [{ language: "lstm-json" }];

/** Makes the client of this host, not yet started. */
export type CreateLanguageClient = (options: LanguageClientOptions) => BaseLanguageClient;

export interface LanguageClientHandle {
  /** Settles when the server answers, or when it could not be started, which the client has then said. */
  readonly ready: Promise<void>;
  /** Ends the server. */
  dispose(): Promise<void>;
}

export function languageClientOptions(output: LogOutputChannel): LanguageClientOptions {
  const arrival = new Arrival(() => new Promise((resolve) => setTimeout(resolve, 0)));
  return {
    documentSelector,
    diagnosticCollectionName: "unroll",
    outputChannel: output,
    traceOutputChannel: output,
    markdown: { isTrusted: false, supportHtml: false },
    middleware: { sendNotification: (type, next, params) => arrival.send(type, next as Parameters<Arrival["send"]>[1], params) },
  };
}

/** Starts the language server; a crash restarts it as the library does by default (four times in three minutes). */
export function startLanguageClient(output: LogOutputChannel, create: CreateLanguageClient): LanguageClientHandle {
  let usual: ErrorHandler | null = null;
  const errorHandler: ErrorHandler = {
    // What is written to a server that has just died fails several times at once: by default the library would give the server up then.
    error: () => ({ action: ErrorAction.Continue }),
    closed: () => {
      usual ??= client.createDefaultErrorHandler();
      return usual.closed();
    },
  };
  const client = create({ ...languageClientOptions(output), errorHandler });
  const ready = client.start().catch((error: unknown) => {
    output.error(`The language server did not start: ${error instanceof Error ? error.message : String(error)}`);
  });
  return {
    ready,
    async dispose() {
      await ready;
      // A client that never ran has nothing to end, and says so by throwing.
      if (client.needsStop()) await client.dispose();
    },
  };
}
