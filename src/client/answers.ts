/** The answers under `expect` of every document that is traced, checked whenever its text has a new trace. */
import { Disposable, type TextDocument, type Uri, workspace } from "vscode";
import type { LstmDocument } from "../document/document.js";
import type { Reporter } from "./reporter.js";
import type { Traced } from "./session.js";
import type { Sessions, Tracked } from "./sessions.js";
import { type Sheet, sheetInText, sheetOf } from "./sheet.js";
import { Signal } from "./signal.js";
import { type Clock, inSlices, unwanted } from "./slicer.js";

interface Checking {
  readonly document: LstmDocument;
  readonly done: Promise<Sheet | null>;
}

export class AnswerSheets implements Disposable {
  /** A document's answers are checked, or it has none any more. */
  readonly changed = new Signal<TextDocument>();
  private readonly sheets = new Map<string, Sheet>();
  private readonly checking = new Map<string, Checking>();
  private readonly subscription: Disposable;

  constructor(
    sessions: Sessions,
    private readonly clock: Clock,
    private readonly reporter: Reporter,
  ) {
    this.subscription = new Disposable(sessions.changed.subscribe((tracked) => this.follow(tracked)));
  }

  /** How many documents have some. */
  get count(): number {
    return this.sheets.size;
  }

  /** The answers of the text as it is; null while they are not checked, and where the text has faults. */
  of(document: TextDocument): Sheet | null {
    return this.sheets.get(document.uri.toString()) ?? null;
  }

  /** The answers of the present text once they are checked; null as in `of`. */
  async ready(tracked: Tracked): Promise<Sheet | null> {
    const traced = await tracked.session.ready();
    if (traced === null) return null;
    this.follow(tracked);
    return this.checking.get(tracked.document.uri.toString())?.done ?? null;
  }

  /** The answers of a file that is not open, read as it lies there; null where its text has faults. Rejects where it cannot be read. */
  async inFile(uri: Uri): Promise<Sheet | null> {
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    const answers = await inSlices((shouldYield) => sheetInText(text, shouldYield), this.clock, {
      isWanted: () => true,
      progressed: () => undefined,
    });
    return answers === unwanted ? null : answers;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private follow(tracked: Tracked): void {
    const { document, session } = tracked;
    const key = document.uri.toString();
    const read = document.isClosed ? null : (session.read?.document ?? null);
    const sheet = this.sheets.get(key);
    if (sheet !== undefined && sheet.document !== read) {
      this.sheets.delete(key);
      this.changed.fire(document);
    }
    if (read === null) this.checking.delete(key);
    const { traced } = session;
    if (traced === null || traced.document !== read || this.checking.get(key)?.document === read) return;
    const done = this.check(tracked, traced);
    this.checking.set(key, { document: read, done });
    this.reporter.background(done);
  }

  private async check({ document, session }: Tracked, traced: Traced): Promise<Sheet | null> {
    const sheet = await sheetOf(session, traced);
    if (sheet === unwanted) return this.again(document);
    if (sheet !== null && session.read?.document === traced.document && !document.isClosed) {
      this.sheets.set(document.uri.toString(), sheet);
      this.changed.fire(document);
    }
    return sheet;
  }

  /** Another trace came meanwhile, maybe of the same text: the next change of the session begins anew. */
  private again(document: TextDocument): null {
    this.checking.delete(document.uri.toString());
    return null;
  }
}
