/** What crosses between the extension host and the panel's page: two closed sets of messages, typed once. */
import type { AdamSettings } from "../core/adam.js";
import type { CellKind } from "../core/model.js";
import type { Quantity } from "../core/trace.js";
import type { GradientExplanation } from "../report/explainGradient.js";
import type { Explanation, Place } from "../report/explanation.js";
import type { GradientPlace } from "../report/gradientPlace.js";
import type { AnswerDetail, AnswerRows, SheetShape } from "./answers.js";
import type { ComparisonShape } from "./comparison.js";
import type { GradientAt, GradientSteps, GradientSummary, Passage } from "./gradients.js";
import type { InsightsOfTrace } from "./insights.js";
import type { Marked } from "./marked.js";
import type { PageEvents } from "./pageEvents.js";
import type { EntryCurves, LossCurve, UpdateOfParameter } from "./updates.js";
import type { Change, WhatIfShape } from "./whatIf.js";

export interface LayerShape {
  readonly cell: CellKind;
  readonly D: number;
  readonly H: number;
  /** In the order of the strips. */
  readonly quantities: readonly Quantity[];
  /** Least and greatest finite value of each quantity over the whole trace, of those that are seen: for the scales. */
  readonly ranges: Readonly<Partial<Record<Quantity, readonly [number, number]>>>;
  /** Whether each gate stays in 0…1 by its activation, so that it can be drawn as a valve. */
  readonly gatesAreValves: boolean;
}

export interface TraceShape {
  /** Grows with every trace computed; answers about an older one are dropped. */
  readonly revision: number;
  readonly T: number;
  readonly layers: readonly LayerShape[];
  readonly loss: {
    readonly label: string;
    readonly reduction: "mean" | "sum";
    readonly count: number;
    /** Null where an exercise hides it. */
    readonly total: Exact | null;
    /** Of the steps' losses that are seen. */
    readonly greatest: Exact;
  } | null;
  readonly notFinite: string | null;
  /** Null where the file's model can take no Adam updates. */
  readonly training: TrainingShape | null;
}

/** The updates of the file's parameters, and the state the trace is of. */
export interface TrainingShape {
  /** Updates taken. */
  readonly taken: number;
  /** The state shown: that after so many updates, 0 … taken; 0 is the file's own. */
  readonly shown: number;
  /** How many can be taken at all; null where there is no end. */
  readonly limit: number | null;
  /** The optimizer's t at the state shown: updates taken before the file's own included. */
  readonly t: number;
  readonly settings: AdamSettings;
  /** In the order of the file. */
  readonly parameters: readonly ParameterShape[];
}

export interface ParameterShape {
  /** From 1. */
  readonly layer: number;
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly isVector: boolean;
}

/** A parameter's gradient against central differences of the loss. */
export interface CheckedGradient {
  readonly layer: number;
  readonly name: string;
  /** ‖a−n‖ / (‖a‖+‖n‖+1e-8). */
  readonly error: Exact;
  readonly isRight: boolean;
  /** Entries compared, of `total`. */
  readonly checked: number;
  readonly total: number;
  /** Entries where the loss has a kink, so that there is nothing to compare. */
  readonly kinks: number;
  /** The entry that differs most; `row` and `col` from 1. Null where every entry has a kink, and where an exercise hides a number of the gradient. */
  readonly worst: { readonly row: number; readonly col: number; readonly analytic: Exact; readonly numeric: Exact } | null;
}

/** A double as its shortest decimal text (`NaN`, `Infinity` and `-Infinity` included): JSON has no such values. */
export type Exact = string;

export interface Fault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** The faulty line's text (cut to 200 characters round the fault), and the fault's place in it. */
  readonly lineText: string;
  readonly from: number;
  readonly to: number;
  /** How many more the file has. */
  readonly more: number;
}

/** Everything the page needs to know but the numbers. */
export interface PanelState {
  readonly fileName: string;
  /** Null before the first trace. */
  readonly trace: TraceShape | null;
  /** Whether `trace` belongs to an older text, because the present one has faults. */
  readonly isStale: boolean;
  readonly fault: Fault | null;
  /** Where the cursor stands: 1 … T (0 where T is 0). */
  readonly t: number;
  /** The value being explained. */
  readonly selection: Place | null;
  /** Digits after the point. */
  readonly decimals: number;
  /** Work under way: what, and how far in 0…1. */
  readonly working: { readonly what: string; readonly fraction: number } | null;
  /** The gradients against differences, once they have been checked for this trace. */
  readonly checked: readonly CheckedGradient[] | null;
  /** The answers of the text, or while it has faults or is being checked those of the last one that was; null where the file has none. */
  readonly sheet: SheetShape | null;
  /** The trace compared with another; null where it is not. */
  readonly comparison: ComparisonShape | null;
  /** What is supposed of the file's parameters; `trace` and `checked` are of that. */
  readonly whatIf: WhatIfShape;
  /** Anything else worth a line, such as a file that holds nothing to trace yet. */
  readonly notice: string | null;
}

/** The steps in sight of one layer. All arrays are row by row, one row a step. */
export interface Steps {
  readonly revision: number;
  readonly layer: number;
  /** Steps from … to, both included, counted from 1. */
  readonly from: number;
  readonly to: number;
  /** (to−from+1) × D, what the layer reads. */
  readonly x: Float64Array;
  /** (to−from+1) × H a quantity. */
  readonly quantities: Readonly<Partial<Record<Quantity, Float64Array>>>;
  /** h and c before `from`, each H: the initial state where `from` is 1. */
  readonly before: Readonly<Partial<Record<"h" | "c", Float64Array>>>;
  /** (to−from+1); NaN where a step has no target. Null without a loss. */
  readonly loss: Float64Array | null;
  /** (to−from+1) × K; NaN where a step has no target. Null without targets. */
  readonly targets: Float64Array | null;
  /** (to−from+1) × K, the output of the top layer. */
  readonly outputs: Float64Array;
  /** What an exercise hides: indices into `x`, `loss` and the arrays of `quantities`, where NaN stands for it. */
  readonly hidden: Readonly<Partial<Record<Quantity | "x" | "loss", Uint32Array>>>;
}

export interface Saturation {
  readonly quantity: Quantity;
  /** Steps of the whole trace in which this unit is below .05 or above .95. */
  readonly steps: number;
  /** Units of this step below .05 or above .95. */
  readonly units: number;
}

/** More terms of one sum are not sent at once. */
export const mostTerms = 4096;

/** The page asks, the host answers. */
export interface HostRequests {
  steps(query: { readonly revision: number; readonly layer: number; readonly from: number; readonly to: number }): Steps;
  /** Of a long sum the `terms` largest terms, at most `mostTerms`, where more than usual are asked for. */
  explain(query: { readonly revision: number; readonly place: Place; readonly terms?: number }): Explanation;
  explainGradient(query: { readonly revision: number; readonly place: GradientPlace; readonly terms?: number }): GradientExplanation;
  saturation(query: {
    readonly revision: number;
    readonly layer: number;
    readonly t: number;
    readonly unit: number;
  }): readonly Saturation[];
  update(query: { readonly revision: number; readonly layer: number; readonly parameter: string }): UpdateOfParameter;
  /** In at most so many columns. */
  losses(query: { readonly revision: number; readonly columns: number }): LossCurve;
  /** `row` and `col` from 1. */
  entryCurves(query: {
    readonly revision: number;
    readonly layer: number;
    readonly parameter: string;
    readonly row: number;
    readonly col: number;
  }): EntryCurves;
  gradients(query: { readonly revision: number }): GradientSummary;
  /** What the shares of all steps add up to, for each parameter of the summary, in its order. */
  shareSums(query: { readonly revision: number }): Float64Array;
  gradientSteps(query: { readonly revision: number; readonly layer: number; readonly from: number; readonly to: number }): GradientSteps;
  gradientAt(query: { readonly revision: number; readonly layer: number; readonly t: number; readonly unit: number }): GradientAt;
  passage(query: { readonly revision: number; readonly layer: number }): Passage;
  insights(query: { readonly revision: number }): InsightsOfTrace;
  /** Of the other trace of the comparison; the revision is the comparison's. */
  otherSteps(query: { readonly revision: number; readonly layer: number; readonly from: number; readonly to: number }): Steps;
  /** Answers from … to, both included, counted from 0, as far as there are any. The revision is the sheet's. */
  answers(query: { readonly revision: number; readonly from: number; readonly to: number }): AnswerRows;
  /** The revision is the sheet's. */
  answer(query: { readonly revision: number; readonly index: number }): AnswerDetail;
  /** Answered once all of it is computed, and its state told; false where the file has no such numbers. */
  suppose(query: { readonly changes: readonly Change[] }): boolean;
}

/** A question the page has not asked yet, and its answer. */
export type Known = {
  readonly [K in keyof HostRequests]: { readonly method: K; readonly query: Parameters<HostRequests[K]>[0]; readonly value: unknown };
}[keyof HostRequests];

/** The host tells the page. */
export interface HostEvents {
  state: PanelState;
  /** What the page is about to ask about the trace of the next state. */
  ahead: readonly Known[];
  /** The editor's selection stands here: what it feeds is to be marked. Null: nowhere. */
  marked: Marked | null;
  /** What stands here is to be explained. */
  explain: Marked;
  /** The figure of the tab shown is to be sent, once it is all there. */
  figureWanted: { readonly id: number; readonly format: "svg" | "png" };
}

export type ToHost =
  | {
      readonly [K in keyof HostRequests]: {
        readonly kind: "request";
        readonly id: number;
        readonly method: K;
        readonly query: Parameters<HostRequests[K]>[0];
      };
    }[keyof HostRequests]
  | { readonly [K in keyof PageEvents]: { readonly kind: "event"; readonly name: K; readonly detail: PageEvents[K] } }[keyof PageEvents];

export type ToPage =
  | { readonly kind: "answer"; readonly id: number; readonly outcome: "ok"; readonly value: unknown }
  | { readonly kind: "answer"; readonly id: number; readonly outcome: "error"; readonly message: string }
  | { readonly kind: "answer"; readonly id: number; readonly outcome: "disposed" }
  | { readonly [K in keyof HostEvents]: { readonly kind: "event"; readonly name: K; readonly detail: HostEvents[K] } }[keyof HostEvents];
