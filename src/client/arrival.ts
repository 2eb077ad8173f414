/** A large text goes to the language server in pieces: sent at once it would hold the extension host for longer than a keystroke may take. */
import type { DidChangeTextDocumentParams, DidOpenTextDocumentParams, MessageSignature } from "vscode-languageclient";
import { Lines } from "../document/lines.js";

/** Characters sent at a time. */
export const pieceLength = 256 * 1024;

type Send = (type: string | MessageSignature, params?: unknown) => Promise<void>;

/**
 * Sends notifications on, in their order for each file. The pieces of a large text open the file and then grow it under versions below zero, which
 * tells the server that more is coming; the last piece brings the true version.
 */
export class Arrival {
  /** For each file whose text is under way: settles when all that was sent about it has left. */
  readonly #underWay = new Map<string, Promise<void>>();

  /** `pause` gives the thread back between two pieces. */
  constructor(private readonly pause: () => Promise<void>) {}

  send(type: string | MessageSignature, next: Send, params: unknown): Promise<void> {
    const uri = uriOf(params);
    const before = uri === null ? undefined : this.#underWay.get(uri);
    const method = typeof type === "string" ? type : type.method;
    const open = method === "textDocument/didOpen" ? (params as DidOpenTextDocumentParams) : null;
    const isLarge = open !== null && open.textDocument.text.length > pieceLength;
    if (uri === null || (before === undefined && !isLarge)) return next(type, params);
    const sent = (before ?? Promise.resolve()).then(() => (isLarge ? this.#sendPieces(open, next) : next(type, params)));
    // What follows goes its way whether or not this could be sent.
    const settled = sent.catch(() => undefined);
    this.#underWay.set(uri, settled);
    void settled.then(() => {
      if (this.#underWay.get(uri) === settled) this.#underWay.delete(uri);
    });
    return sent;
  }

  async #sendPieces({ textDocument }: DidOpenTextDocumentParams, next: Send): Promise<void> {
    const { uri, version, text } = textDocument;
    const pieces = piecesOf(text);
    await next("textDocument/didOpen", { textDocument: { ...textDocument, text: pieces[0], version: 1 - pieces.length } });
    let end = endOf(pieces[0], { line: 0, character: 0 });
    for (let index = 1; index < pieces.length; index++) {
      await this.pause();
      const isLast = index === pieces.length - 1;
      const change: DidChangeTextDocumentParams = {
        textDocument: { uri, version: isLast ? version : index + 1 - pieces.length },
        contentChanges: [{ range: { start: end, end }, text: pieces[index] }],
      };
      await next("textDocument/didChange", change);
      end = endOf(pieces[index], end);
    }
  }
}

function uriOf(params: unknown): string | null {
  const uri = (params as { textDocument?: { uri?: unknown } } | null | undefined)?.textDocument?.uri;
  return typeof uri === "string" ? uri : null;
}

/** None ends between \r and \n, which count as one line end only together. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + pieceLength + (text[start + pieceLength - 1] === "\r" ? 1 : 0);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

function endOf(piece: string, start: { line: number; character: number }): { line: number; character: number } {
  const { line, character } = new Lines(piece).at(piece.length);
  return { line: start.line + line, character: line === 0 ? start.character + character : character };
}
