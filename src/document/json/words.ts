/** What stands where a bare word is: a number, true, false, null, or a fault said in so many words. */
import type { TextRange } from "../problem.js";
import type { Problems } from "../problems.js";
import type { BooleanNode, NullNode, NumberNode, UnreadableNode } from "./node.js";
import { codePoint, isInvisible, printable } from "./strings.js";

/** What a word stands for; null for invisible characters, which are reported and read as if they were blanks. */
export type Word = NumberNode | BooleanNode | NullNode | UnreadableWord | null;

/** A word whose fault is reported. */
export interface UnreadableWord extends UnreadableNode {
  /** Whether it was meant as a number (`01`, `NaN`). */
  readonly isNumeric: boolean;
}

/** Characters of a number that are read at most. */
const LONGEST_NUMBER = 1000;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity)$/i;
const NUMBER_LIKE = /^[+\-.\u2010-\u2015\u2212]*[.\d]/;
const DASHES = /[\u2010-\u2015\u2212]/;
const TYPOGRAPHIC_QUOTES = /^[\u2018-\u201f\u00ab\u00bb`\u00b4]/;
const OTHER_SPELLINGS = new Map([
  ["true", "true"],
  ["false", "false"],
  ["null", "null"],
  ["none", "null"],
  ["nil", "null"],
  ["undefined", "null"],
]);

/** Reads the word at [start, end); reports what is wrong with it. */
export function readWord(text: string, start: number, end: number, problems: Problems): Word {
  const range = { start, end };
  if (isInvisible(text.charCodeAt(start))) {
    const message = `the invisible character ${codePoint(text.slice(start, start + 2))} stands here; only spaces, tabs and line ends may`;
    problems.error("bad-character", message, range);
    return null;
  }
  if (end - start > LONGEST_NUMBER) {
    const shown = printable(text.slice(start, start + 20));
    problems.error("word-too-long", `${shown}… has ${end - start} characters; at most ${LONGEST_NUMBER} are read`, range);
    return { kind: "unreadable", start, end, isNumeric: NUMBER_LIKE.test(shown) };
  }
  const word = text.slice(start, end);
  if (NUMBER.test(word)) {
    const value = Number(word);
    if (Number.isFinite(value)) return { kind: "number", start, end, value };
    problems.error("not-finite", `${shownWord(word)} is beyond the largest double, about 1.8e308`, range);
    return { kind: "unreadable", start, end, isNumeric: true };
  }
  if (word === "true" || word === "false") return { kind: "boolean", start, end, value: word === "true" };
  if (word === "null") return { kind: "null", start, end };
  return { kind: "unreadable", start, end, isNumeric: report(word, range, problems) };
}

/** Says what is wrong with a word, and whether it was meant as a number. */
function report(word: string, range: TextRange, problems: Problems): boolean {
  const shown = shownWord(word);
  if (NOT_FINITE.test(word)) {
    problems.error("not-finite", `${shown} is no number a model can hold; every number is finite`, range);
    return true;
  }
  if (NUMBER_LIKE.test(word)) {
    const better = repaired(word);
    problems.error(
      "bad-number",
      `${shown} is not written as JSON writes a number${better === null ? "" : `; write ${better}`}`,
      range,
      better === null ? undefined : { better },
    );
    return true;
  }
  const spelling = OTHER_SPELLINGS.get(word.toLowerCase());
  if (spelling !== undefined) problems.error("unknown-word", `${shown} is not a JSON word; write ${spelling}`, range, { better: spelling });
  else if (TYPOGRAPHIC_QUOTES.test(word)) problems.error("unknown-word", `${shown} stands in other quotes than JSON's; write "…"`, range);
  else problems.error("unknown-word", `${shown} is neither a number nor true, false or null, and a string needs double quotes`, range);
  return false;
}

function shownWord(word: string): string {
  return printable(word.length > 40 ? `${word.slice(0, 40)}…` : word);
}

/** The number that was most likely meant, as JSON writes it; null where that is unclear. */
function repaired(word: string): string | null {
  const ascii = word.replace(DASHES, "-").replaceAll("_", "");
  if (/^0[xX][\da-fA-F]{1,12}$/.test(ascii)) return String(Number(ascii));
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?[fFdDlL]?$/.exec(ascii);
  if (parts === null) return null;
  const [, sign, whole, fraction, exponent] = parts;
  if (whole === "" && (fraction ?? "") === "") return null;
  const better = `${sign === "-" ? "-" : ""}${whole.replace(/^0+(?=\d)/, "") || "0"}${fraction ? `.${fraction}` : ""}${exponent === undefined ? "" : `e${exponent}`}`;
  return better === word ? null : better;
}
