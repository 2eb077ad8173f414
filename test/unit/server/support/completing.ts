/** Completion at a `¦` in a text. */
import assert from "node:assert/strict";
import { type CompletionItem, TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { completion } from "../../../../src/server/completion.js";
import { openAtCursor } from "./files.js";

export async function complete(marked: string, takesSnippets = false): Promise<CompletionItem[]> {
  const { file, offset } = openAtCursor(marked);
  return completion(file, offset, takesSnippets);
}

export const labels = async (marked: string): Promise<string[]> => (await complete(marked)).map(({ label }) => label);

/** The text after the item called `label` is taken. */
export async function taking(label: string, marked: string, takesSnippets = false): Promise<string> {
  const { file, offset } = openAtCursor(marked);
  const item = (await completion(file, offset, takesSnippets)).find((other) => other.label === label);
  assert.ok(item !== undefined && TextEdit.is(item.textEdit), `no ${label}`);
  return TextDocument.applyEdits(file.text, [item.textEdit]);
}
