/** An untitled document that is saved goes on as another document: its panel, its step and its selection go there too. */
import { commands, Disposable, type TextDocument, workspace } from "vscode";
import type { Memory } from "./memory.js";
import { viewType } from "./names.js";
import type { PanelView } from "./panelView.js";
import type { Workbench } from "./target.js";

export function followUntitled(memory: Memory, { sessions, panels, reporter }: Workbench): Disposable {
  let lastSaved: TextDocument | null = null;
  return Disposable.from(
    workspace.onDidSaveTextDocument((document) => {
      lastSaved = document;
    }),
    // VS Code says nowhere what an untitled document was saved as: the file is saved with its text, then the document itself is emptied.
    workspace.onDidChangeTextDocument(({ document }) => {
      if (!document.isUntitled || document.getText() !== "" || lastSaved === null) return;
      const view = panels.find(document.uri);
      const before = sessions.find(document)?.session.read?.document.text;
      if (view === undefined || before?.trimEnd() !== lastSaved.getText().trimEnd()) return;
      memory.copy(document.uri.toString(), lastSaved.uri.toString());
      memory.forget(document.uri.toString());
      reporter.background(moveTo(lastSaved, view));
    }),
  );
}

/** The new panel first, so that its column is not closed with the old one. */
async function moveTo(document: TextDocument, { panel }: PanelView): Promise<void> {
  await commands.executeCommand("vscode.openWith", document.uri, viewType, { viewColumn: panel.viewColumn, preserveFocus: true });
  panel.dispose();
}
