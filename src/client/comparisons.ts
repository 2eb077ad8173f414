/** The comparisons of all documents: at most one each, until it is ended or its document closes. */
import { Disposable, type TextDocument, type ViewColumn } from "vscode";
import { Comparison, type Counterpart, type ShownComparison } from "./comparison.js";
import { openDocument } from "./openDocument.js";
import type { Reporter } from "./reporter.js";
import { revealFault } from "./reveal.js";
import type { Sessions, Tracked } from "./sessions.js";
import { Signal } from "./signal.js";
import type { Clock } from "./slicer.js";

/** What a document is to be compared with. */
export type Wanted = { readonly kind: "file"; readonly document: TextDocument } | { readonly kind: "update"; readonly update: number };

interface Running {
  readonly of: Tracked;
  readonly wanted: Wanted;
  readonly tolerance: number;
  readonly comparison: Comparison;
}

export class Comparisons implements Disposable {
  /** A document's comparison is made, or ended. */
  readonly changed = new Signal<TextDocument>();
  private readonly running = new Map<string, Running>();
  private readonly subscription: Disposable;

  constructor(
    private readonly sessions: Sessions,
    private readonly clock: Clock,
    private readonly reporter: Reporter,
  ) {
    this.subscription = new Disposable(sessions.changed.subscribe(({ document }) => document.isClosed && this.closed(document)));
  }

  /** The document's comparison as it is shown; null where there is none (yet), and where it would show what an exercise hides. */
  of(document: TextDocument): ShownComparison | null {
    return this.isHidden(document) ? null : (this.running.get(key(document))?.comparison.shown ?? null);
  }

  /** Whether either of the two has blanks that are still to be found. */
  isHidden(document: TextDocument): boolean {
    const running = this.running.get(key(document));
    if (running === undefined) return false;
    const { of, wanted } = running;
    const sessions = [of.session, ...(wanted.kind === "file" ? [this.sessions.of(wanted.document)] : [])];
    return sessions.some(({ traced }) => traced !== null && !traced.hiding.isEmpty);
  }

  /** Whether the document is being compared. */
  has(document: TextDocument): boolean {
    return this.running.has(key(document));
  }

  /** Compares the document with something else, in place of what it was compared with before. */
  begin(of: Tracked, wanted: Wanted, tolerance: number): Comparison {
    const { document } = of;
    this.running.get(key(document))?.comparison.dispose();
    const comparison = new Comparison(of.session, this.counterpart(wanted), tolerance, this.clock);
    this.running.set(key(document), { of, wanted, tolerance, comparison });
    comparison.failed.subscribe(this.reporter.failed);
    comparison.changed.subscribe(() => this.changed.fire(document));
    return comparison;
  }

  end(document: TextDocument): void {
    const running = this.running.get(key(document));
    if (running === undefined) return;
    this.running.delete(key(document));
    running.comparison.dispose();
    this.changed.fire(document);
  }

  /** Shows the fault that keeps the other file from being compared. */
  async revealFault(document: TextDocument, besides: ViewColumn | undefined): Promise<void> {
    const wanted = this.running.get(key(document))?.wanted;
    if (wanted?.kind === "file") await revealFault(wanted.document, this.sessions.of(wanted.document), besides);
  }

  dispose(): void {
    this.subscription.dispose();
    for (const { comparison } of this.running.values()) comparison.dispose();
    this.running.clear();
    this.changed.dispose();
  }

  private counterpart(wanted: Wanted): Counterpart {
    if (wanted.kind === "update") return { ...wanted, name: `update ${wanted.update}` };
    const name = wanted.document.uri.path.split("/").at(-1) ?? "";
    return { kind: "file", name, session: this.sessions.of(wanted.document) };
  }

  /** VS Code closes a text that no editor shows after a while: what is compared with it goes on. */
  private closed(document: TextDocument): void {
    this.end(document);
    for (const running of [...this.running.values()]) {
      if (running.wanted.kind === "file" && running.wanted.document === document) this.reporter.background(this.again(running, document));
    }
  }

  private async again({ of, tolerance, comparison }: Running, { uri }: TextDocument): Promise<void> {
    const document = uri.scheme === "untitled" ? null : await openDocument(uri);
    if (this.running.get(key(of.document))?.comparison !== comparison) return;
    if (document === null) this.end(of.document);
    else this.begin(of, { kind: "file", document }, tolerance);
  }
}

const key = ({ uri }: TextDocument): string => uri.toString();
