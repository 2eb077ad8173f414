/** The language client: what both hosts share; how the server is started is the entry file's affair. */
import type { LogOutputChannel } from "vscode";
import type { BaseLanguageClient, CloseAction, ErrorAction, ErrorHandler, LanguageClientOptions } from "vscode-languageclient";
import { Arrival } from "./arrival.js";

/** `lstm-json` under any scheme: files, untitled and virtual documents alike. */
export const documentSelector = [{ language: "lstm-json" }];

/** Makes the client of this host, not yet started. The library is large: it is loaded here, after the activation, which it would hold up. */
export type CreateLanguageClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

// The library's own names for these would load it with this file.
const goOn = 1 satisfies ErrorAction.Continue as ErrorAction;
const stayDown = 1 satisfies CloseAction.DoNotRestart as CloseAction;

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

/**
 * Starts the language server when `free` settles, unless it is ended before; a crash restarts it as the library does by default (four times in
 * three minutes).
 */
export function startLanguageClient(output: LogOutputChannel, create: CreateLanguageClient, free: Promise<void>): LanguageClientHandle {
  let phase: "waiting" | "begun" | "ended" = "waiting";
  let client: BaseLanguageClient | null = null;
  let usual: ErrorHandler | null = null;
  const errorHandler: ErrorHandler = {
    // What is written to a server that has just died fails several times at once: by default the library would give the server up then.
    error: () => ({ action: goOn }),
    closed: () => {
      usual ??= client?.createDefaultErrorHandler() ?? null;
      return usual?.closed() ?? { action: stayDown };
    },
  };
  const started = async (): Promise<void> => {
    await free;
    if (phase === "ended") return;
    phase = "begun";
    client = await create({ ...languageClientOptions(output), errorHandler });
    await client.start();
  };
  const ready = started().catch((error: unknown) => {
    output.error(`The language server did not start: ${error instanceof Error ? error.message : String(error)}`);
  });
  return {
    ready,
    async dispose() {
      const hasBegun = phase === "begun";
      phase = "ended";
      if (!hasBegun) return;
      await ready;
      // A client that never ran has nothing to end, and says so by throwing.
      if (client?.needsStop()) await client.dispose();
    },
  };
}
