/** The sessions of all documents that are traced: made when first asked for, ended when the document closes. */
import { Disposable, type TextDocument, workspace } from "vscode";
import type { Memory } from "./memory.js";
import type { Reporter } from "./reporter.js";
import { TraceSession } from "./session.js";
import { Signal } from "./signal.js";
import type { Clock } from "./slicer.js";

/** A session with the document it follows. */
export interface Tracked {
  readonly document: TextDocument;
  readonly session: TraceSession;
}

export class Sessions implements Disposable {
  /** Something of a session has changed, or a session has begun or ended. */
  readonly changed = new Signal<Tracked>();
  private readonly tracked = new Map<string, Tracked>();
  private readonly subscriptions: Disposable;

  constructor(
    private readonly clock: Clock,
    private readonly memory: Memory,
    private readonly reporter: Reporter,
  ) {
    this.subscriptions = Disposable.from(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.find(document)?.session.follow();
      }),
      workspace.onDidCloseTextDocument((document) => {
        // A change of language closes and opens the same document; the session does not depend on the language.
        if (!workspace.textDocuments.includes(document)) this.end(document);
      }),
    );
  }

  /** How many there are. */
  get count(): number {
    return this.tracked.size;
  }

  /** The document's session; it begins here if there is none. */
  of(document: TextDocument): TraceSession {
    return this.find(document)?.session ?? this.begin(document);
  }

  /** The document's session, where it has one. */
  find(document: TextDocument): Tracked | undefined {
    return this.tracked.get(document.uri.toString());
  }

  dispose(): void {
    for (const { document } of [...this.tracked.values()]) this.end(document);
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private begin(document: TextDocument): TraceSession {
    const uri = document.uri.toString();
    const session = new TraceSession(document, this.clock, this.memory.of(uri));
    const tracked = { document, session };
    let remembered = session.cursor;
    this.tracked.set(uri, tracked);
    session.failed.subscribe(this.reporter.failed);
    session.changed.subscribe(() => {
      if (session.cursor !== null && session.cursor !== remembered) this.memory.remember(uri, session.cursor);
      remembered = session.cursor;
      this.changed.fire(tracked);
    });
    return session;
  }

  private end(document: TextDocument): void {
    const tracked = this.find(document);
    if (tracked === undefined) return;
    this.tracked.delete(document.uri.toString());
    tracked.session.dispose();
    this.changed.fire(tracked);
  }
}
