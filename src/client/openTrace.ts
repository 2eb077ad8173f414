/** Opens a document's trace beside its text. */
import { commands, type TextDocument, ViewColumn, window } from "vscode";
import { viewType } from "./names.js";
import type { Panels } from "./panels.js";
import { columnOf } from "./reveal.js";

/** Shows the text where it is not in sight, and the trace beside it; the text keeps the focus. */
export async function openTrace(document: TextDocument, panels: Panels): Promise<void> {
  const existing = panels.find(document.uri);
  if (existing !== undefined) return existing.panel.reveal(existing.panel.viewColumn, true);
  if (window.activeTextEditor?.document !== document) {
    await window.showTextDocument(document, { viewColumn: columnOf(document) ?? ViewColumn.Active, preview: false });
  }
  await commands.executeCommand("vscode.openWith", document.uri, viewType, { viewColumn: ViewColumn.Beside, preserveFocus: true });
}
