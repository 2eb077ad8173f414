/** Completion: names and zero arrays that fit the cell, and for the rest what the schema knows. */
import { type CompletionItem, CompletionItemKind, InsertTextFormat, type Range, TextEdit } from "vscode-languageserver";
import { parameterInfo } from "../document/names.js";
import { type ArrayMap, arrayMapAt } from "./arrays.js";
import { rangeOf } from "./diagnostics.js";
import type { OpenFile } from "./documents.js";
import { schemaCompletion } from "./schemaService.js";
import { type Slot, slotAt } from "./slot.js";
import { plainText, zeroSnippet } from "./zeros.js";

/** Items of a place stand in this order, whatever their names. */
const sortKey = (index: number): string => String(index).padStart(3, "0");

/** What may stand at the offset. `takesSnippets`: whether the editor lets one tab through the places to fill in. */
export async function completion(file: OpenFile, offset: number, takesSnippets: boolean): Promise<CompletionItem[]> {
  const items = await itemsAt(file, offset);
  return takesSnippets ? items : items.map(withoutSnippet);
}

async function itemsAt(file: OpenFile, offset: number): Promise<CompletionItem[]> {
  const { root } = file.document;
  const slot = slotAt(file.document, offset);
  const map = slot === null || root?.kind !== "object" ? null : arrayMapAt(root, slot.path);
  // Where the cell is not known the schema knows all names that there are.
  if (slot !== null && map !== null && map.names.length > 0)
    return slot.kind === "name" ? nameItems(slot, map, file) : zeroItems(slot, map, file);
  // In an empty file the schema opens the object; elsewhere it would offer names and brackets where none can stand.
  if (slot === null && root !== null) return [];
  const items = await schemaCompletion(file, offset);
  const inOrder = items.map((item, index) => ({ ...item, sortText: sortKey(index) }));
  return slot?.kind === "name" ? inOrder.map((item) => withColon(item, slot, file)) : inOrder;
}

/** The map's names that are not there yet, each with zeros of its shape. */
function nameItems(slot: Slot, map: ArrayMap, file: OpenFile): CompletionItem[] {
  const { text } = file.document;
  const separator = needsComma(text, slot.typed.end) ? "," : "";
  const range = rangeOf(slot.typed, file);
  return map.names
    .filter((name) => name === slot.name || !slot.holder.members.has(name))
    .map((name, index) => {
      const quoted = JSON.stringify(name);
      const shape = map.shape(name);
      const zeros = shape === null ? null : zeroSnippet(shape);
      const insert = hasColon(slot, file) ? snippetText(quoted) : `${snippetText(quoted)}: ${zeros ?? "$1"}${separator}`;
      return itemOf({ label: name, detail: detailOf(map, name), filterText: quoted, sortText: sortKey(index) }, insert, range, map, name);
    });
}

/** The one value that is known to fit: zeros of the right shape. */
function zeroItems(slot: Slot, map: ArrayMap, file: OpenFile): CompletionItem[] {
  const shape = map.shape(slot.name);
  const zeros = shape === null ? null : zeroSnippet(shape);
  if (shape === null || zeros === null) return [];
  const separator = needsComma(file.document.text, slot.typed.end) ? "," : "";
  const typed = file.document.text.slice(slot.typed.start, slot.typed.end);
  const label = `zeros ${shape.join("×")}`;
  return [
    itemOf(
      { label, detail: detailOf(map, slot.name), filterText: typed === "" ? label : typed },
      zeros + separator,
      rangeOf(slot.typed, file),
      map,
      slot.name,
    ),
  ];
}

function itemOf(item: CompletionItem, insert: string, range: Range, map: ArrayMap, name: string): CompletionItem {
  const info = map.layer === null || map.of === "initial" ? null : parameterInfo(map.layer.cell, name);
  const isName = item.filterText?.startsWith('"') === true;
  return {
    ...item,
    kind: isName ? CompletionItemKind.Property : CompletionItemKind.Value,
    ...(info === null ? {} : { documentation: `${info.role}\n\n${info.equation}` }),
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: TextEdit.replace(range, insert),
  };
}

/** `2×3 (H×D)`, or the letters alone where the sizes are not known yet. */
function detailOf(map: ArrayMap, name: string): string {
  const letters = map.letters(name);
  const shape = map.shape(name);
  const sizes = shape === null || shape.includes(null) ? null : shape.join("×");
  if (letters === null) return sizes ?? "";
  return sizes === null ? letters : `${sizes} (${letters})`;
}

/** The service leaves the colon out where the schema has several kinds of value; those are offered next. */
function withColon(item: CompletionItem, slot: Slot, file: OpenFile): CompletionItem {
  const { textEdit } = item;
  if (textEdit === undefined || textEdit.newText !== JSON.stringify(item.label) || hasColon(slot, file)) return item;
  const separator = needsComma(file.document.text, slot.typed.end) ? "," : "";
  const command = { title: "Suggest", command: "editor.action.triggerSuggest" };
  return { ...item, textEdit: { ...textEdit, newText: `${textEdit.newText}: $1${separator}` }, command };
}

function hasColon({ typed }: Slot, { document: { text } }: OpenFile): boolean {
  return /^\s*:/.test(text.slice(typed.end, typed.end + 100));
}

/** Whether a further member or value follows, so that a comma has to stand between. */
function needsComma(text: string, from: number): boolean {
  const next = /^(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*(.)/.exec(text.slice(from, from + 2000))?.[1];
  return next !== undefined && !",}]:".includes(next);
}

function withoutSnippet(item: CompletionItem): CompletionItem {
  const { textEdit, insertTextFormat } = item;
  if (insertTextFormat !== InsertTextFormat.Snippet || textEdit === undefined) return item;
  return { ...item, insertTextFormat: InsertTextFormat.PlainText, textEdit: { ...textEdit, newText: plainText(textEdit.newText) } };
}

/** What a snippet must not take for its own marks. */
function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
