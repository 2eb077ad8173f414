/** The language server: what it can do, and which function answers which request. */
import { type CancellationToken, type Connection, type InitializeResult, MarkupKind, TextDocumentSyncKind } from "vscode-languageserver";
import { completion } from "./completion.js";
import { diagnostics } from "./diagnostics.js";
import { Documents, type OpenFile } from "./documents.js";
import { foldingRanges } from "./folding.js";
import { hover } from "./hover.js";
import { documentSymbols } from "./symbols.js";

const abilities: InitializeResult = {
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['"', ":"] },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
  },
  serverInfo: { name: "unroll" },
};

/**
 * Serves one client until it says exit. Diagnostics are pushed, not pulled: a fault shows as soon as the text is read, the server alone decides
 * when that is worth doing (at most once a version, after the pause in typing), and every editor has them.
 */
export function serve(connection: Connection): void {
  const documents = new Documents((error) => connection.console.error(`A file could not be read: ${describe(error)}`));
  documents.onDidRead((file) => {
    const { uri, version } = file.text;
    void connection.sendDiagnostics({ uri, version, diagnostics: diagnostics(file) });
  });
  documents.onDidClose((uri) => void connection.sendDiagnostics({ uri, diagnostics: [] }));

  /** Asks about the latest version; null where the file is closed by then or nobody waits for the answer any more. */
  async function about<T>(uri: string, token: CancellationToken, answer: (file: OpenFile) => T | Promise<T>): Promise<T | null> {
    const file = await documents.read(uri);
    return file === null || token.isCancellationRequested ? null : answer(file);
  }

  let showsMarkdown = false;
  let takesSnippets = false;
  connection.onInitialize(({ capabilities: { textDocument } }) => {
    showsMarkdown = textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false;
    takesSnippets = textDocument?.completion?.completionItem?.snippetSupport ?? false;
    return abilities;
  });
  connection.onHover(({ textDocument, position }, token) =>
    about(textDocument.uri, token, (file) => hover(file, file.text.offsetAt(position), showsMarkdown)),
  );
  connection.onCompletion(({ textDocument, position }, token) =>
    about(textDocument.uri, token, (file) => completion(file, file.text.offsetAt(position), takesSnippets)),
  );
  connection.onDocumentSymbol(({ textDocument }, token) => about(textDocument.uri, token, documentSymbols));
  connection.onFoldingRanges(({ textDocument }, token) => about(textDocument.uri, token, foldingRanges));
  documents.listen(connection);
  connection.listen();
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
