/** Follows the selection in a document's text editors: what it stands in is to be marked in the panel. */
import { Disposable, type TextDocument, window } from "vscode";
import { pathAt } from "../document/locate.js";
import type { Path } from "../document/problem.js";
import type { Marked } from "../protocol/marked.js";
import { answerAt, isSameMark, markAt } from "./mark.js";
import type { ShownSheet } from "./panelSheet.js";
import type { TraceSession } from "./session.js";

/** Where the cursor stands in the document's text editor: the active one first; null where none is in sight. */
export function offsetIn(document: TextDocument): number | null {
  const { activeTextEditor: active, visibleTextEditors: visible } = window;
  const editor = active?.document === document ? active : visible.find((one) => one.document === document);
  return editor === undefined ? null : document.offsetAt(editor.selection.active);
}

/** What stands at `path`, an answer with its number in the sheet that is shown. */
export function markIn(path: Path, sheet: Pick<ShownSheet, "answers"> | null): Marked | null {
  const mark = markAt(path);
  return mark?.kind === "answer" ? { ...mark, t: answerAt(sheet?.answers.answers ?? [], path) } : mark;
}

export class Marker implements Disposable {
  mark: Marked | null = null;
  private readonly subscriptions: Disposable;
  private offset: number | null;

  constructor(
    private readonly document: TextDocument,
    private readonly session: TraceSession,
    private readonly sheet: () => ShownSheet | null,
    private readonly changed: () => void,
  ) {
    this.offset = offsetIn(document);
    this.subscriptions = Disposable.from(
      window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        if (textEditor.document !== document) return;
        this.offset = document.offsetAt(selections[0].active);
        this.update();
      }),
    );
    this.update();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Looks again at what stands under the cursor; also to be called when the session has changed. */
  update(): void {
    const { read } = this.session;
    // Offsets count in the present text; while it is not read yet, the mark stays where it is.
    if (read === null || read.version !== this.document.version) return;
    const mark = this.offset === null ? null : markIn(pathAt(read.document, this.offset), this.sheet());
    if (isSameMark(mark, this.mark)) return;
    this.mark = mark;
    this.changed();
  }
}
