/** Opens a document, unless it is larger than VS Code hands to extensions. */
import { FileType, l10n, type TextDocument, type Uri, window, workspace } from "vscode";

/** VS Code gives extensions no text longer than this. */
const largest = 50 * 1024 * 1024;

/** The document; null, after saying why, where it cannot be had. */
export async function openDocument(uri: Uri): Promise<TextDocument | null> {
  const known = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (known !== undefined) return known;
  const refusal = await refusalOf(uri);
  if (refusal === null) return workspace.openTextDocument(uri);
  void window.showErrorMessage(refusal);
  return null;
}

/** Why the file cannot be opened, and what to do; null where it can. */
async function refusalOf(uri: Uri): Promise<string | null> {
  if (uri.scheme === "untitled") return null;
  const name = uri.path.split("/").at(-1) ?? uri.path;
  try {
    const { size, type } = await workspace.fs.stat(uri);
    if ((type & FileType.Directory) !== 0) return l10n.t("{0} is a folder.", name);
    if (size <= largest) return null;
    const megabytes = Math.ceil(size / 1024 / 1024);
    return l10n.t(
      "{0} has {1} MB; VS Code hands extensions no file over 50 MB. Trace it on the command line, with unroll trace {0}.",
      name,
      megabytes,
    );
  } catch (error) {
    return l10n.t("{0} cannot be read: {1}", name, error instanceof Error ? error.message : String(error));
  }
}
