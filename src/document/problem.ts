/** The person's mistakes: each at its place in the text, in the file's own names. */

/** Offsets into the text in UTF-16 units, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Where a value stands in the file: member names, and array indices from 0. */
export type Path = readonly (string | number)[];

export type Severity = "error" | "warning";

export interface Problem {
  /** Kebab case and stable: tests, quick fixes and documentation refer to it. */
  readonly code: string;
  /** A file with an error has no model; a warning leaves it computable. */
  readonly severity: Severity;
  /** One sentence without a full stop, what is there and what was expected; indices count from 1. */
  readonly message: string;
  readonly range: TextRange;
  /** What a quick fix needs: the nearest known name, the shape expected, … */
  readonly data?: Readonly<Record<string, string | number>>;
}
