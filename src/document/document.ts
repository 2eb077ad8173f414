/** A `*.lstm.json` as text to its tree, its problems and its model. */
import type { Model } from "../core/model.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { JsonNode } from "./json/node.js";
import { parse } from "./json/parser.js";
import type { Problem } from "./problem.js";
import { Problems } from "./problems.js";
import { validate } from "./validate.js";

export interface LstmDocument {
  readonly text: string;
  /** Null where the text holds no value at all. */
  readonly root: JsonNode | null;
  /** In text order, at most 1000. */
  readonly problems: readonly Problem[];
  /** Null exactly where there is an error. */
  readonly model: Model | null;
}

/** Stands where bytes were no UTF-8. */
const REPLACEMENT = "\ufffd";
const MOST_WARNINGS = 100;
const LONGEST_MARK = 100;

/** Reads a file: its tree, everything wrong with it, and its model where nothing is. Never throws, whatever the text. */
export function* readDocument(text: string, shouldYield: ShouldYield): Sliced<LstmDocument> {
  const problems = new Problems();
  warnOfReplacements(text, problems);
  const { root, isSound } = yield* parse(text, problems, shouldYield);
  // A tree whose brackets or names are guessed at would bring faults that are none.
  const model = root !== null && isSound ? yield* validate(text, root, problems, shouldYield) : null;
  return { text, root, problems: problems.inTextOrder(), model };
}

function warnOfReplacements(text: string, problems: Problems): void {
  let start = text.indexOf(REPLACEMENT);
  for (let count = 0; start >= 0 && count < MOST_WARNINGS; count++) {
    let end = start + 1;
    while (end - start < LONGEST_MARK && text.startsWith(REPLACEMENT, end)) end++;
    const message = "the replacement character U+FFFD stands here: most likely the file was not saved as UTF-8";
    problems.warning("replacement-character", message, { start, end });
    start = text.indexOf(REPLACEMENT, end);
  }
}
