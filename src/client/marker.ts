/** Follows the selection in a document's text editors: the parameter it stands in is the one to mark in the panel. */
import { Disposable, type TextDocument, window } from "vscode";
import { pathAt } from "../document/locate.js";
import { isSameMark, type Mark, markAt } from "./mark.js";
import type { TraceSession } from "./session.js";

export class Marker implements Disposable {
  mark: Mark = null;
  private readonly subscriptions: Disposable;
  private offset: number | null;

  constructor(
    private readonly document: TextDocument,
    private readonly session: TraceSession,
    private readonly changed: () => void,
  ) {
    const editor = window.visibleTextEditors.find((visible) => visible.document === document);
    this.offset = editor === undefined ? null : document.offsetAt(editor.selection.active);
    this.subscriptions = Disposable.from(
      window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        if (textEditor.document !== document) return;
        this.offset = document.offsetAt(selections[0].active);
        this.update();
      }),
      new Disposable(session.changed.subscribe(() => this.update())),
    );
    this.update();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private update(): void {
    const { read } = this.session;
    // Offsets count in the present text; while it is not read yet, the mark stays where it is.
    if (read === null || read.version !== this.document.version) return;
    const mark = this.offset === null ? null : markAt(pathAt(read.document, this.offset));
    if (isSameMark(mark, this.mark)) return;
    this.mark = mark;
    this.changed();
  }
}
