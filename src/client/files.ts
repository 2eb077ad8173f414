/** Files that are renamed or deleted: what is remembered goes with them, and so do their panels, which VS Code would turn into text. */
import { commands, Disposable, type Tab, TabInputCustom, TabInputText, Uri, type ViewColumn, window, workspace } from "vscode";
import type { Memory } from "./memory.js";
import { viewType } from "./names.js";
import type { Reporter } from "./reporter.js";

/** A panel on its way to its file's new name. */
interface Move {
  readonly from: string;
  readonly to: Uri;
  readonly column: ViewColumn;
  /** Whether the column had the text open as well. */
  readonly hasText: boolean;
}

export function followFiles(memory: Memory, reporter: Reporter): Disposable {
  let moves: readonly Move[] = [];
  return Disposable.from(
    // Before the rename, because during it the file's editors open again.
    workspace.onWillRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        memory.copy(oldUri.toString(), newUri.toString());
        moves = [...moves, ...movesOf(oldUri, newUri)];
      }
    }),
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri } of files) {
        memory.forget(oldUri.toString());
        const isDone = (move: Move) => isUnder(move.from, oldUri);
        for (const move of moves.filter(isDone)) reporter.background(reopen(move));
        moves = moves.filter((move) => !isDone(move));
      }
    }),
    workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) memory.forget(uri.toString());
    }),
  );
}

/** The panels of a file, or of every file in a folder. */
function movesOf(oldUri: Uri, newUri: Uri): readonly Move[] {
  return window.tabGroups.all.flatMap(({ tabs, viewColumn }) =>
    tabs.flatMap((tab) => {
      const from = uriOf(tab, "trace");
      if (from === null || !isUnder(from, oldUri)) return [];
      const to = Uri.parse(newUri.toString() + from.slice(oldUri.toString().length));
      return { from, to, column: viewColumn, hasText: tabs.some((other) => uriOf(other, "text") === from) };
    }),
  );
}

/** Opens a panel again under its file's new name, and closes the text that VS Code has put in its place. */
async function reopen({ from, to, column, hasText }: Move): Promise<void> {
  const tabsIn = (kind: "text" | "trace", uri: string) =>
    window.tabGroups.all
      .filter(({ viewColumn }) => viewColumn === column)
      .flatMap(({ tabs }) => tabs.filter((tab) => uriOf(tab, kind) === uri));
  await until(() => tabsIn("trace", from).length === 0);
  await commands.executeCommand("vscode.openWith", to, viewType, { viewColumn: column, preserveFocus: true });
  if (!hasText) await window.tabGroups.close(tabsIn("text", to.toString()), true);
}

/** Resolves once the tabs are as wanted. */
function until(areAsWanted: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (areAsWanted()) return resolve();
    const subscription = window.tabGroups.onDidChangeTabs(() => {
      if (!areAsWanted()) return;
      subscription.dispose();
      resolve();
    });
  });
}

function uriOf({ input }: Tab, kind: "text" | "trace"): string | null {
  if (kind === "text") return input instanceof TabInputText ? input.uri.toString() : null;
  return input instanceof TabInputCustom && input.viewType === viewType ? input.uri.toString() : null;
}

function isUnder(uri: string, parent: Uri): boolean {
  return uri === parent.toString() || uri.startsWith(`${parent}/`);
}
