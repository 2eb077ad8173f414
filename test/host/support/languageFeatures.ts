/** The language features of an editor as tests ask for them. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { until } from "./until.js";

export const example = `{
  "cell": "lstm", // one unit
  "parameters": {
    "W_f": [[1, 2]], "U_f": [[0.5]], "b_f": [0.2],
    "W_i": [[-1, 0]], "U_i": [[2]], "b_i": [-0.1],
    "W_c": [[1, 2]], "U_c": [[1.5]], "b_c": [0.5],
    "W_o": [[3, 0]], "U_o": [[-1]], "b_o": [0.8]
  },
  "inputs": [[1, 0], [0.5, -1]],
  "targets": [[0.5], [0.8]],
  "loss": "mse"
}
`;

/** A new text in front. A closed one may live on for a while under the name the new one gets: then another name is taken. */
export async function show(content: string): Promise<vscode.TextEditor> {
  const document = await until("a text of its own", async () => {
    const opened = await vscode.workspace.openTextDocument({ language: "lstm-json", content });
    return opened.getText() === content ? opened : null;
  });
  return vscode.window.showTextDocument(document);
}

export function replace(editor: vscode.TextEditor, from: string, to: string): Thenable<boolean> {
  const start = editor.document.getText().indexOf(from);
  assert.ok(start >= 0, from);
  const range = new vscode.Range(editor.document.positionAt(start), editor.document.positionAt(start + from.length));
  return editor.edit((edit) => edit.replace(range, to));
}

/** Where the piece of text starts, moved on by `by`. */
export function placeOf({ document }: vscode.TextEditor, piece: string, by = 0): vscode.Position {
  const start = document.getText().indexOf(piece);
  assert.ok(start >= 0, piece);
  return document.positionAt(start + by);
}

/** Each fault as `line:character text code`, counted from 1 as the status bar does. */
export function faultsOf({ document }: vscode.TextEditor): string[] {
  return vscode.languages.getDiagnostics(document.uri).map(({ range, code, source }) => {
    assert.equal(source, "unroll");
    return `${range.start.line + 1}:${range.start.character + 1} ${document.getText(range)} ${String(code)}`;
  });
}

export async function waitForFaults(editor: vscode.TextEditor, expected: readonly string[], timeout?: number): Promise<void> {
  const wanted = JSON.stringify(expected);
  await until(`the faults ${wanted}`, () => JSON.stringify(faultsOf(editor)) === wanted, timeout).catch((error: Error) => {
    throw new Error(`${error.message} There are ${JSON.stringify(faultsOf(editor))}.`);
  });
}

export async function hoversAt({ document }: vscode.TextEditor, place: vscode.Position): Promise<string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, place);
  return hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === "string" ? content : content.value)));
}

/** As the widget sorts them. */
export async function completionsAt({ document }: vscode.TextEditor, place: vscode.Position): Promise<{ label: string }[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    place,
  );
  return items.map(({ label }) => ({ label: typeof label === "string" ? label : label.label }));
}

export async function outlineOf({ document }: vscode.TextEditor): Promise<vscode.DocumentSymbol[]> {
  return (
    (await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>("vscode.executeDocumentSymbolProvider", document.uri)) ?? []
  );
}

/** Closes every editor, and forgets the untitled texts. */
export async function closeUntitled(): Promise<void> {
  for (const editor of vscode.window.visibleTextEditors) {
    if (!editor.document.isUntitled) continue;
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
