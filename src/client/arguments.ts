/** What a command is given: by a menu, a keybinding, a script or a test, in any order. */

import { isChange } from "../protocol/toHost.js";
import type { Change } from "../protocol/whatIf.js";

/** The parts of a vscode.Uri that say which document is meant; what comes from another process has only these. */
export interface UriParts {
  readonly scheme: string;
  readonly authority?: string;
  readonly path: string;
  readonly query?: string;
  readonly fragment?: string;
}

/** The first argument that is a uri; null where none is. */
export function uriIn(args: readonly unknown[]): UriParts | null {
  return args.find(isUri) ?? null;
}

function isUri(value: unknown): value is UriParts {
  return (
    typeof value === "object" &&
    value !== null &&
    "scheme" in value &&
    "path" in value &&
    typeof value.scheme === "string" &&
    typeof value.path === "string"
  );
}

/** The first argument that is a step, as `3` or `{ t: 3 }`; null where none is. Whether the trace has that step is for others to see. */
export function stepIn(args: readonly unknown[]): number | null {
  for (const value of args) {
    const t = typeof value === "object" && value !== null && "t" in value ? value.t : value;
    if (typeof t === "number") return t;
  }
  return null;
}

/** The step a person typed; null where the text is not a step from 1 to T. */
export function stepTyped(text: string, T: number): number | null {
  const trimmed = text.trim();
  return /^\d+$/.test(trimmed) && isStep(Number(trimmed), T) ? Number(trimmed) : null;
}

/** Updates that are taken at one go at the most. */
export const mostUpdates = 1_000_000;

/** The first argument that is a number of updates, as `100` or `{ updates: 100 }`; null where none is. */
export function countIn(args: readonly unknown[]): number | null {
  for (const value of args) {
    const count = typeof value === "object" && value !== null && "updates" in value ? value.updates : value;
    if (typeof count === "number") return count;
  }
  return null;
}

/** The number of updates a person typed; null where the text is none from 1 to `most`. */
export const countTyped = stepTyped;

export function isStep(t: number, T: number): boolean {
  return Number.isInteger(t) && t >= 1 && t <= T;
}

/** What a trace is to be compared with, as far as it is given: `{ uri?, update?, tolerance? }`. */
export interface ComparedArguments {
  readonly uri: UriParts | null;
  readonly update: number | null;
  /** Not negative. */
  readonly tolerance: number | null;
}

/** The first argument that names something to compare with. */
export function comparedIn(args: readonly unknown[]): ComparedArguments {
  const given = args.find(
    (value): value is Readonly<Record<string, unknown>> =>
      typeof value === "object" && value !== null && !isUri(value) && ["uri", "update", "tolerance"].some((name) => name in value),
  );
  const { uri, update, tolerance } = given ?? {};
  return {
    uri: isUri(uri) ? uri : null,
    update: typeof update === "number" ? update : null,
    tolerance: typeof tolerance === "number" && tolerance >= 0 && tolerance < Number.POSITIVE_INFINITY ? tolerance : null,
  };
}

/** The first argument that names a number and what it is to be, as `{ path, value }`; null where none does. A value of null takes it back. */
export function changeIn(args: readonly unknown[]): Change | null {
  return args.find(isChange) ?? null;
}
