/** Shows places of the text in its editor: in the one that is open, or in a new one beside the trace. */
import { Range, TabInputText, type TextDocument, type TextEditor, TextEditorRevealType, ViewColumn, window } from "vscode";
import type { TextRange } from "../document/problem.js";
import { errorsOf } from "./fault.js";
import type { TraceSession } from "./session.js";

/** Selects a range in the text, which, where it is hidden, comes up beside the column `besides`. */
export async function revealRange(document: TextDocument, { start, end }: TextRange, besides: ViewColumn | undefined): Promise<TextEditor> {
  const range = new Range(document.positionAt(start), document.positionAt(end));
  const viewColumn = columnOf(document) ?? (besides === ViewColumn.One ? ViewColumn.Two : ViewColumn.One);
  const editor = await window.showTextDocument(document, { viewColumn, selection: range });
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}

/** Selects the text's first fault, if it has any. */
export async function revealFault(document: TextDocument, { read }: TraceSession, besides: ViewColumn | undefined): Promise<void> {
  const [first] = read === null ? [] : errorsOf(read.document.problems);
  if (first !== undefined) await revealRange(document, first.range, besides);
}

/** The column that has the text open: in sight first, else behind another tab. */
export function columnOf(document: TextDocument): ViewColumn | undefined {
  const visible = window.visibleTextEditors.find((editor) => editor.document === document && editor.viewColumn !== undefined);
  if (visible !== undefined) return visible.viewColumn;
  const uri = document.uri.toString();
  const isText = (input: unknown) => input instanceof TabInputText && input.uri.toString() === uri;
  return window.tabGroups.all.find((group) => group.tabs.some((tab) => isText(tab.input)))?.viewColumn;
}
