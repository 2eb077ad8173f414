/** What crosses about a what-if: numbers of parameters supposed in place of the file's own, and what becomes of the loss. */
import type { Path } from "../document/problem.js";
import type { Exact } from "./panel.js";

/** Leads to a number of a parameter in the text. */
export type NumberPath = Path;

/** One number that is to be something else, or with null what the file says again. */
export interface Change {
  readonly path: NumberPath;
  /** Finite. */
  readonly value: number | null;
}

/** One number that is supposed. */
export interface Supposition {
  readonly path: NumberPath;
  /** From 1. */
  readonly layer: number;
  readonly parameter: string;
  /** `W_f[1,2]`; in a stack `layer2.W_f[1,2]`. */
  readonly label: string;
  /** As the file has it. */
  readonly was: string;
  readonly value: Exact;
}

/** What is supposed of a file. The trace told beside it is of the file with all of it put in. */
export interface WhatIfShape {
  /** Whether the file has its parameters in `layers`. */
  readonly isStack: boolean;
  /** In the order of the text; empty while the trace is the file's own. */
  readonly suppositions: readonly Supposition[];
  /** The loss of the file itself; null without one. */
  readonly lossWas: Exact | null;
  /** Labels of what can no longer be supposed, because the file has no such number any more. */
  readonly dropped: readonly string[];
}
