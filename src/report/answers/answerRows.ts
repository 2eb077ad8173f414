/** Checked answers as rows for machines: one a file and answer, as CSV or JSON; what cannot be used is a row too. */
import type { Lines } from "../../document/lines.js";
import type { Problem } from "../../document/problem.js";
import { exactJson } from "../format.js";
import type { Answer, Answers, CheckedAnswer } from "./answers.js";
import { plainText } from "./naming.js";

/** The columns, in order. Of a file that cannot be used only `file`, `line`, `column`, `verdict` and `message` are given. */
export const columns = [
  "file",
  "line",
  "column",
  "verdict",
  "name",
  "quantity",
  "layer",
  "t",
  "unit",
  "update",
  "parameter",
  "row",
  "col",
  "claimed",
  "expected",
  "computed",
  "difference",
  "from",
  "slips",
  "message",
] as const;

type Column = (typeof columns)[number];

/** Numbers and texts by column; what is left out is empty in CSV and null in JSON. */
export type AnswerRow = Partial<Record<Column, string | number>>;

const verdictWords = { right: "right", lastDigit: "last digit", wrong: "wrong", blank: "blank", unchecked: "not checked" } as const;

/** `last digit`: a verdict as it is said. */
export function verdictText({ verdict }: Answer): string {
  return verdictWords[verdict];
}

/** A row for each answer of a file; lines and columns count from 1. */
export function* answerRows(file: string, lines: Lines, { answers }: Answers): Generator<AnswerRow, void, void> {
  for (const answer of answers) {
    const place = placed(file, lines, answer.range.start);
    yield { ...place, verdict: verdictText(answer), name: plainText(answer.name), ...subjectOf(answer), ...valuesOf(answer, answers) };
  }
}

/** The row of a fault that makes a file unusable. */
export function faultRow(file: string, lines: Lines, { range, message }: Problem): AnswerRow {
  return { ...placed(file, lines, range.start), verdict: "unusable", message };
}

function placed(file: string, lines: Lines, offset: number): AnswerRow {
  const { line, character } = lines.at(offset);
  return { file, line: line + 1, column: character + 1 };
}

function subjectOf({ place }: Answer): AnswerRow {
  switch (place.kind) {
    case "step":
      return { quantity: place.quantity, layer: place.layer, t: place.t, unit: place.unit };
    case "loss":
      return { quantity: place.quantity, ...(place.t === null ? {} : { t: place.t }) };
    case "parameter": {
      const { quantity, layer, update, parameter, row, column } = place;
      return { quantity, layer, ...(quantity === "gradients" ? {} : { update }), parameter, row, col: column };
    }
  }
}

function valuesOf(answer: Answer, all: readonly Answer[]): AnswerRow {
  const { message } = answer;
  if (answer.verdict === "blank") return { message };
  if (answer.verdict === "unchecked") return { claimed: answer.claimed, message };
  const { claimed, computedText, computed, difference } = answer;
  return { claimed, expected: computedText, computed, difference, ...reasonOf(answer, all), message };
}

function reasonOf({ fault }: CheckedAnswer, all: readonly Answer[]): AnswerRow {
  if (fault?.kind === "follows") return { from: fault.from.map((index) => plainText(all[index].name)).join("; ") };
  if (fault?.kind !== "root" || fault.tried === null) return {};
  const slips = fault.tried.filter(({ isMatch }) => isMatch);
  return slips.length === 0 ? {} : { slips: slips.map(({ label }) => plainText(label)).join("; ") };
}

/** The line that names the columns. */
export const csvHeader = `${columns.join(",")}\n`;

/** A row as a line of CSV (RFC 4180, lines end in \n). Numbers are full doubles. */
export function csvLine(row: AnswerRow): string {
  return `${columns.map((column) => csvField(row[column])).join(",")}\n`;
}

function csvField(value: string | number | undefined): string {
  const text = value === undefined ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A row as a JSON object on one line. What is not finite stands as `"NaN"`, `"Infinity"`, `"-Infinity"`. */
export function jsonLine(row: AnswerRow): string {
  const members = columns.map((column) => {
    const value = row[column] ?? null;
    return `"${column}": ${typeof value === "number" ? exactJson(value) : JSON.stringify(value)}`;
  });
  return `{ ${members.join(", ")} }`;
}
