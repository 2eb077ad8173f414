/** What the schema knows, by way of vscode-json-languageservice: descriptions and values. Its validation is never called: every fault is ours to say. */

import { ClientCapabilities, getLanguageService, type JSONSchema, type LanguageService } from "vscode-json-languageservice";
import type { CompletionItem } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { schema } from "../document/schema.js";
import { rangeOf } from "./diagnostics.js";
import type { OpenFile } from "./documents.js";
import { type Skeleton, skeletonAt } from "./skeleton.js";

/** The service sees one document only, whatever the file's own address. */
const address = "unroll:/file.lstm.json";

let service: LanguageService | null = null;

function schemaService(): LanguageService {
  if (service === null) {
    service = getLanguageService({
      clientCapabilities: ClientCapabilities.LATEST,
      // A file may name any "$schema": it is read as what it is, and nothing is ever fetched.
      schemaRequestService: () => Promise.resolve(JSON.stringify(schema)),
    });
    service.configure({
      validate: false,
      allowComments: true,
      schemas: [{ uri: "unroll:/lstm.schema.json", fileMatch: ["*"], schema: schema as unknown as JSONSchema }],
    });
  }
  return service;
}

/** The description of what stands at the offset, in Markdown; null where the schema says nothing. */
export async function schemaHover(file: OpenFile, offset: number): Promise<string | null> {
  const view = viewAt(file, offset);
  if (view === null) return null;
  const { document, json, position } = view;
  const hover = await schemaService().doHover(document, position, json);
  const contents = hover?.contents;
  const text = Array.isArray(contents) ? contents.join("\n\n") : typeof contents === "string" ? contents : (contents?.value ?? "");
  return text.trim() === "" ? null : text;
}

/** The members and values the schema has for the offset. */
export async function schemaCompletion(file: OpenFile, offset: number): Promise<CompletionItem[]> {
  const view = viewAt(file, offset);
  if (view === null) return [];
  const { document, json, position, skeleton } = view;
  const list = await schemaService().doComplete(document, position, json);
  return (list?.items ?? []).map((item) => withPlace(item, document, skeleton, file));
}

function viewAt(file: OpenFile, offset: number) {
  const skeleton = skeletonAt(file.document, offset);
  if (skeleton === null) return null;
  const document = TextDocument.create(address, "jsonc", 0, skeleton.text);
  return { skeleton, document, json: schemaService().parseJSONDocument(document), position: document.positionAt(skeleton.offset) };
}

/** The item with its edit where it belongs in the whole text. */
function withPlace(item: CompletionItem, document: TextDocument, skeleton: Skeleton, file: OpenFile): CompletionItem {
  const edit = item.textEdit;
  if (edit === undefined || !("range" in edit)) return item;
  const start = skeleton.original(document.offsetAt(edit.range.start));
  const end = skeleton.original(document.offsetAt(edit.range.end));
  return { ...item, textEdit: { newText: edit.newText, range: rangeOf({ start, end }, file) } };
}
