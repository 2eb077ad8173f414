/** Opens a document's trace beside its text. */
import { commands, type TextDocument, ViewColumn, window } from "vscode";
import { viewType } from "./names.js";
import type { Panels } from "./panels.js";
import { columnOf } from "./reveal.js";

/** Shows the text where it is not in sight, and the trace beside it, which does not wait for it; the text keeps the focus. */
export async function openTrace(document: TextDocument, panels: Panels): Promise<void> {
  const existing = panels.find(document.uri);
  if (existing !== undefined) return existing.panel.reveal(existing.panel.viewColumn, true);
  const column = columnOf(document);
  let text: Thenable<unknown> | null = null;
  if (window.activeTextEditor?.document !== document) {
    text = window.showTextDocument(document, { viewColumn: column ?? ViewColumn.Active, preview: false });
    // Beside the text is beside what is active when the trace is asked for.
    if (column !== undefined && column !== window.tabGroups.activeTabGroup.viewColumn) await text;
  }
  const trace = commands.executeCommand("vscode.openWith", document.uri, viewType, { viewColumn: ViewColumn.Beside, preserveFocus: true });
  await Promise.all([text, trace]);
}
