/** Where an export goes: the file a person or a script names, written whole or not at all. */
import { FileSystemError, l10n, type TextDocument, Uri, window, workspace } from "vscode";
import type { UriParts } from "./arguments.js";
import { stemOf } from "./exportArguments.js";

/** A kind of file one can export to. */
export interface FileKind {
  /** What the dialog calls it. */
  readonly label: string;
  /** After the last point. */
  readonly extension: string;
}

/** A place to write to, and whether the person has agreed that what is there goes. */
export interface Place {
  readonly uri: Uri;
  readonly mayReplace: boolean;
}

/** The place named, or the one the person chooses beside the document; null where they choose none. */
export async function placeFor(
  document: TextDocument,
  named: UriParts | null,
  { label, extension }: FileKind,
  suffix = "",
): Promise<Place | null> {
  if (named !== null) return { uri: Uri.from(named), mayReplace: false };
  const name = `${stemOf(nameOf(document.uri))}${suffix}.${extension}`;
  const chosen = await window.showSaveDialog({ defaultUri: beside(document, name), filters: { [label]: [extension] } });
  return chosen === undefined ? null : { uri: chosen, mayReplace: true };
}

/** The last part of a uri's path. */
export function nameOf(uri: Uri): string {
  return uri.path.split("/").at(-1) ?? "";
}

/** An untitled document stands nowhere: what is made from it goes to the workspace's first folder, or where the dialog opens. */
function beside(document: TextDocument, name: string): Uri {
  if (!document.isUntitled) return Uri.joinPath(document.uri, "..", name);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? Uri.file(name) : Uri.joinPath(folder, name);
}

/**
 * Writes the parts into a file of their own beside the place and renames it once it is whole. Returns whether that came about; where it did not, the person has
 * been told why, what stood there stands there still, and nothing is left behind.
 */
export async function write({ uri, mayReplace }: Place, parts: readonly Uint8Array[]): Promise<boolean> {
  if (!mayReplace && (await isThere(uri))) return refuse(l10n.t("{0} is there already, and was left as it is.", nameOf(uri)));
  const whole = uri.with({ path: `${uri.path}.${crypto.randomUUID()}.tmp` });
  try {
    await workspace.fs.writeFile(whole, joined(parts));
    await workspace.fs.rename(whole, uri, { overwrite: mayReplace });
    return true;
  } catch (error) {
    if (await isThere(whole)) await workspace.fs.delete(whole);
    if (error instanceof FileSystemError && error.code === "FileExists") {
      return refuse(l10n.t("{0} is there already, and was left as it is.", nameOf(uri)));
    }
    return refuse(l10n.t("{0} could not be written: {1}", nameOf(uri), error instanceof Error ? error.message : String(error)));
  }
}

/** Tells what was exported, with the way there. */
export async function sayExported(uri: Uri, open: () => Thenable<unknown>): Promise<void> {
  const openIt = l10n.t("Open");
  if ((await window.showInformationMessage(l10n.t("Exported to {0}.", nameOf(uri)), openIt)) === openIt) await open();
}

async function isThere(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function refuse(reason: string): false {
  void window.showErrorMessage(reason);
  return false;
}
