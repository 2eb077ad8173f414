/** Hover: what an array is and where its numbers go; for everything else what the schema says. */
import type { Hover } from "vscode-languageserver";
import { describe } from "./describe.js";
import { markdownOf, markup, plainTextOf, withoutMarkdown } from "./description.js";
import { rangeOf } from "./diagnostics.js";
import type { OpenFile } from "./documents.js";
import { schemaHover } from "./schemaService.js";
import { spotAt } from "./spot.js";

/** Null where there is nothing to say. `isMarkdown`: whether the editor shows Markdown. */
export async function hover(file: OpenFile, offset: number, isMarkdown: boolean): Promise<Hover | null> {
  const spot = spotAt(file.document, offset);
  if (spot === null || spot.path.length === 0) return null;
  const range = rangeOf(spot.named?.nameRange ?? spot.node, file);
  const description = describe(file.document, spot);
  if (description !== null) return { contents: markup(isMarkdown ? markdownOf(description) : plainTextOf(description), isMarkdown), range };
  const text = await schemaHover(file, offset);
  return text === null ? null : { contents: markup(isMarkdown ? text : withoutMarkdown(text), isMarkdown), range };
}
