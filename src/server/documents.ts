/** The open files: each read once a version, in slices; the latest version wins. */
import { type Connection, type Disposable, Emitter, type Event, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type LstmDocument, readDocument } from "../document/document.js";
import { inSlices } from "./slices.js";

/** Milliseconds without an edit after which the file is read although nobody asks. */
const pause = 50;

/** The editor's side sends a large text in pieces, all but the last under a version below zero. */
const isArriving = ({ version }: TextDocument): boolean => version < 0;

/** One version of a file with what was read from it. Valid until the next message comes in: `text` is updated in place. */
export interface OpenFile {
  readonly text: TextDocument;
  readonly document: LstmDocument;
}

interface Entry {
  readonly text: TextDocument;
  isClosed: boolean;
  /** Of the present version, or null. */
  file: OpenFile | null;
  reading: Promise<OpenFile | null> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Called when the text has all arrived, or the file is closed. */
  readonly onArrival: (() => void)[];
}

export class Documents {
  readonly #texts = new TextDocuments(TextDocument);
  readonly #entries = new Map<string, Entry>();
  readonly #read = new Emitter<OpenFile>();
  readonly #closed = new Emitter<string>();

  /** Fires once for each version read to its end. */
  readonly onDidRead: Event<OpenFile> = this.#read.event;
  /** Fires with the address of a file that was closed. */
  readonly onDidClose: Event<string> = this.#closed.event;

  /** `onFailure` hears of a reading nobody waits for that threw, which is a fault of ours. */
  constructor(private readonly onFailure: (error: unknown) => void) {
    this.#texts.onDidChangeContent(({ document }) => this.#changed(document));
    this.#texts.onDidClose(({ document }) => this.#close(document.uri));
  }

  listen(connection: Connection): Disposable {
    return this.#texts.listen(connection);
  }

  /** The latest version of an open file, however many edits come in meanwhile. Null where it is not open, or closed before it is read. */
  async read(uri: string): Promise<OpenFile | null> {
    const entry = this.#entries.get(uri);
    if (entry === undefined) return null;
    if (entry.file !== null) return entry.file;
    entry.reading ??= this.#readLatest(entry).finally(() => {
      entry.reading = null;
    });
    return entry.reading;
  }

  #changed(text: TextDocument): void {
    let entry = this.#entries.get(text.uri);
    if (entry?.text !== text) {
      entry = { text, isClosed: false, file: null, reading: null, timer: undefined, onArrival: [] };
      this.#entries.set(text.uri, entry);
    }
    entry.file = null;
    clearTimeout(entry.timer);
    if (isArriving(text)) return;
    for (const go of entry.onArrival.splice(0)) go();
    entry.timer = setTimeout(() => this.read(text.uri).catch(this.onFailure), pause);
  }

  #close(uri: string): void {
    const entry = this.#entries.get(uri);
    if (entry === undefined) return;
    entry.isClosed = true;
    clearTimeout(entry.timer);
    this.#entries.delete(uri);
    for (const go of entry.onArrival.splice(0)) go();
    this.#closed.fire(uri);
  }

  async #readLatest(entry: Entry): Promise<OpenFile | null> {
    const { text } = entry;
    if (isArriving(text)) await new Promise<void>((resolve) => entry.onArrival.push(resolve));
    while (!entry.isClosed) {
      const version = text.version;
      const document = await inSlices(
        (shouldYield) => readDocument(text.getText(), shouldYield),
        () => entry.isClosed || text.version !== version,
      );
      if (document === null) continue;
      clearTimeout(entry.timer);
      entry.file = { text, document };
      this.#read.fire(entry.file);
      return entry.file;
    }
    return null;
  }
}
