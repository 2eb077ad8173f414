/** What the page is told of Adam's updates; the arrays cross as they are. */
import type { Path } from "../document/problem.js";
import type { Exact } from "./panel.js";

/** The update that led to the state shown, for one parameter: each array rows × cols, row by row. */
export interface UpdateOfParameter {
  /** The optimizer's t after the update. */
  readonly t: number;
  /** The loss before the update; null where the gradients are given, or an exercise hides it. */
  readonly loss: Exact | null;
  readonly gradient: Float64Array;
  readonly before: { readonly W: Float64Array; readonly V: Float64Array; readonly S: Float64Array };
  /** Where the numbers it starts from stand in the text; null for what does not. */
  readonly sources: {
    readonly W: Path | null;
    readonly V: Path | null;
    readonly S: Path | null;
    readonly gradient: Path | null;
  };
  /** Null at state 0, to which no update has led: the gradient and `before` are what the first one will start from. */
  readonly after: MomentsAfter | null;
  /** Entries of which an exercise hides a number: NaN stands for it. */
  readonly hidden: readonly number[];
}

/** What an update computes, in this order. */
export interface MomentsAfter {
  readonly V: Float64Array;
  readonly S: Float64Array;
  readonly VCorr: Float64Array;
  readonly SCorr: Float64Array;
  /** What was subtracted: W = before.W − step. */
  readonly step: Float64Array;
  readonly W: Float64Array;
}

/** The loss at the states 0 … taken, neighbouring states in one column where there are many; empty where the gradients are given. */
export interface LossCurve {
  /** States in one column, but for the last, which may have fewer. */
  readonly perColumn: number;
  /** Least and greatest loss of each column: of its finite ones, where it has any. */
  readonly least: Float64Array;
  readonly greatest: Float64Array;
  /** Whether an exercise hides the loss at state 0, which is left out then. */
  readonly isFirstHidden: boolean;
}

/** One entry of a parameter over the updates: the state after `updates[k]` updates in place k; states between are left out where there are many. */
export interface EntryCurves {
  /** 0 … taken, increasing, both ends among them. */
  readonly updates: Float64Array;
  readonly V: Float64Array;
  readonly S: Float64Array;
  readonly W: Float64Array;
  /** Whether an exercise hides some of it: NaN stands for these. */
  readonly isHiding: boolean;
}
