/** Files to trace in the tests' folder, and the commands on them. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { until } from "./until.js";
import { panel, workbench } from "./window.js";

/** The worked example: an lstm with D = 2, H = 1, T = 2. */
export const worked = `{
  "cell": "lstm", // one unit
  "parameters": {
    "W_f": [[ 1, 2]], "U_f": [[ 0.5]], "b_f": [ 0.2],
    "W_i": [[-1, 0]], "U_i": [[ 2  ]], "b_i": [-0.1],
    "W_c": [[ 1, 2]], "U_c": [[ 1.5]], "b_c": [ 0.5],
    "W_o": [[ 3, 0]], "U_o": [[-1  ]], "b_o": [ 0.8]
  },
  "inputs":  [[1, 0], [0.5, -1]],
  "targets": [[0.5], [0.8]],
}
`;

/** The worked example with other inputs, one step for each; without targets. */
export function withInputs(inputs: readonly (readonly [number, number])[]): string {
  return worked.replace(/"inputs"[\s\S]*/, `"inputs": ${JSON.stringify(inputs)}\n}\n`);
}

/** A file of this name in the tests' folder. */
export async function write(name: string, text: string | Uint8Array): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, typeof text === "string" ? new TextEncoder().encode(text) : text);
  return uri;
}

export const run = <Result>(command: string, ...args: unknown[]): Thenable<Result> =>
  vscode.commands.executeCommand<Result>(`unroll.${command}`, ...args);

/** Opens the text in the first column and its trace beside it. */
export async function open(name: string, text = worked): Promise<{ uri: vscode.Uri; editor: vscode.TextEditor }> {
  const uri = await write(name, text);
  const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One, preview: false });
  await run("openTrace");
  return { uri, editor };
}

/** Replaces the whole text, as one edit that can be undone. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}

/** Waits until the panel's table of a quantity holds these numbers. */
export async function shows(quantity: string, numbers: readonly string[], page = panel()): Promise<void> {
  const wanted = numbers.join(" ");
  let last = "";
  const isShown = async () => {
    last = (await page.texts(`#table-${quantity} td`)).join(" ");
    return last === wanted;
  };
  await until(wanted, isShown).catch(() => assert.equal(last, wanted, quantity));
}

/** Waits until the panel's cursor stands at this step. */
export const standsAt = (t: number, T: number, page = panel()): Promise<void> => page.waitForText(".time", `t = ${t} / ${T}`);

/** The tabs that show this file, as text or as trace. */
export function tabsOf(uri: vscode.Uri, kind: "text" | "trace"): readonly vscode.Tab[] {
  const isKind = (input: unknown): input is vscode.TabInputText | vscode.TabInputCustom =>
    kind === "text" ? input instanceof vscode.TabInputText : input instanceof vscode.TabInputCustom;
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => isKind(input) && input.uri.toString() === uri.toString());
}

/** Waits until a notification says so. The test bed's window shows no toasts, so they are read in the list of them. */
export async function notified(text: string | RegExp): Promise<void> {
  await vscode.commands.executeCommand("notifications.showList");
  await workbench.waitForText(".notifications-center .notification-list-item", text);
}

/** The status bar's entry about the trace. */
export const statusBar = '.statusbar-item[id="unroll.unroll.trace"]';

/** Closes everything, whatever is unsaved. */
export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand("notifications.clearAll");
  for (let tabs = 100; tabs > 0 && vscode.window.tabGroups.all.some((group) => group.tabs.length > 0); tabs--) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
