/** Everything one drawing of the Optimizer tab is made from. */
import type { Marked } from "../../protocol/marked.js";
import type { ParameterShape, TrainingShape } from "../../protocol/panel.js";
import type { EntryCurves, LossCurve, UpdateOfParameter } from "../../protocol/updates.js";
import type { NumberPath } from "../../protocol/whatIf.js";
import { roundUp } from "../scales.js";
import type { Theme } from "../theme.js";
import type { WhatIfActions } from "../whatIf/view.js";

/** One number of a parameter; `row` and `col` from 1. */
export interface Entry {
  readonly row: number;
  readonly col: number;
}

/** Which parameter is looked at, and the entry that is worked through. */
export interface Picked extends Entry {
  readonly layer: number;
  readonly parameter: string;
}

/** What a person can do in the Optimizer tab. */
export interface OptimizerActions {
  /** The update asked for last: it may be ahead of what is drawn. */
  shownUpdate(): number;
  showUpdate(update: number): void;
  run(command: "takeAdamStep" | "undoAdamStep" | "train" | "writeParameters"): void;
  pickParameter(layer: number, parameter: string): void;
  pickEntry(entry: Entry): void;
  hoverEntry(entry: Entry | null): void;
  readonly whatIf: WhatIfActions;
}

export interface OptimizerView {
  readonly training: TrainingShape;
  /** Whether the file gives the gradients. */
  readonly isGiven: boolean;
  /** The state asked for last. */
  readonly shown: number;
  readonly parameter: ParameterShape;
  readonly picked: Picked;
  readonly hover: Entry | null;
  /** Null where it has not come yet. */
  readonly update: UpdateOfParameter | null;
  /** Why there is none, where the host refused. */
  readonly refusal: string | null;
  readonly losses: LossCurve | null;
  /** The picked entry over the updates; null where it has not come yet. */
  readonly curves: EntryCurves | null;
  /** Of the state shown; null where the gradients are given. */
  readonly loss: number | null;
  /** Which quantity each parameter works on, for its colour. */
  hueOf(parameter: ParameterShape): string;
  /** Where the editor's selection stands. */
  readonly marked: Marked | null;
  /** Leads to an entry in the file; null where what is shown are not the file's own numbers, which alone can be supposed. */
  readonly pathOf: ((entry: Entry) => NumberPath) | null;
  /** Whether what is shown is not of the file but of what is supposed of it. */
  readonly isSupposed: boolean;
  readonly isStale: boolean;
  readonly decimals: number;
  readonly theme: Theme;
  /** Of the figure. */
  readonly width: number;
}

/** Whether an exercise hides a number of one of the matrices: it is NaN, at an entry of which some are hidden. */
export function isHiddenAt({ update }: Pick<OptimizerView, "update">, value: number, at: number): boolean {
  return Number.isNaN(value) && update?.hidden.includes(at) === true;
}

/** The parameter's arrays stand in this order; each is what its name says. */
export const matrixNames = ["g", "v0", "v1", "vc", "s0", "s1", "sc", "w0", "w1", "dw"] as const;
export type MatrixName = (typeof matrixNames)[number];

/** The arrays of an update by matrix, and the ends of their colours' scales. */
interface Matrices {
  readonly values: Readonly<Record<MatrixName, Float64Array | null>>;
  readonly reach: Readonly<Record<MatrixName, number>>;
}

const known = new WeakMap<UpdateOfParameter, Matrices>();

/** Made once an update, however often it is drawn. */
export function matricesOf(update: UpdateOfParameter): Matrices {
  const made = known.get(update) ?? make(update);
  known.set(update, made);
  return made;
}

function make({ gradient, before, after }: UpdateOfParameter): Matrices {
  const values = {
    ...{ g: gradient, v0: before.V, s0: before.S, w0: before.W },
    ...{ v1: after?.V ?? null, s1: after?.S ?? null, vc: after?.VCorr ?? null, sc: after?.SCorr ?? null, w1: after?.W ?? null },
    dw: after?.step.map((step) => -step) ?? null,
  };
  // What stands before and after shares a scale.
  const [v, s, w] = [reachOf([values.v0, values.v1]), reachOf([values.s0, values.s1]), reachOf([values.w0, values.w1])];
  const own = (name: MatrixName): number => reachOf([values[name]]);
  const reach = { v0: v, v1: v, s0: s, s1: s, w0: w, w1: w, g: own("g"), vc: own("vc"), sc: own("sc"), dw: own("dw") };
  return { values, reach };
}

/** The greatest size among the finite numbers, rounded up. */
function reachOf(arrays: readonly (Float64Array | null)[]): number {
  let most = 0;
  for (const values of arrays)
    for (const value of values ?? []) if (Number.isFinite(value) && Math.abs(value) > most) most = Math.abs(value);
  return most === 0 ? 1 : roundUp(most);
}
