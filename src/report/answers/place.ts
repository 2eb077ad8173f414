/** What an answer is about, and where its number stands among the arrays of a computation. */
import type { Model } from "../../core/model.js";
import type { Quantity } from "../../core/trace.js";

/** A quantity of one step; `dh` and `dc` are ∂L/∂h_t and ∂L/∂c_t. `layer`, `t` and `unit` count from 1. */
export interface StepPlace {
  readonly kind: "step";
  readonly quantity: Quantity | "dh" | "dc";
  readonly layer: number;
  readonly t: number;
  readonly unit: number;
}

/** The loss of step `t` (from 1), or of the whole sequence where `t` is null. */
export interface LossPlace {
  readonly kind: "loss";
  readonly quantity: "loss_t" | "loss";
  readonly t: number | null;
}

export type OfUpdate = "V" | "S" | "V_corr" | "S_corr" | "parameters";

/** One number of a parameter's gradient, or of what an update makes of the parameter. All but `at` count from 1. */
export interface ParameterPlace {
  readonly kind: "parameter";
  readonly quantity: "gradients" | OfUpdate;
  readonly layer: number;
  /** 1 for gradients: they are those before the first update. */
  readonly update: number;
  readonly parameter: string;
  readonly row: number;
  /** 1 in a vector. */
  readonly column: number;
  readonly isVector: boolean;
  /** Index into the parameter's values. */
  readonly at: number;
}

export type AnswerPlace = StepPlace | LossPlace | ParameterPlace;

/** Where a number stands: the array's key, and the index into it. */
export interface Address {
  readonly key: string;
  readonly index: number;
}

/** The key of a quantity over time, T × H; `layer` counts from 1. */
export function stepKey(layer: number, quantity: StepPlace["quantity"]): string {
  return `${layer}.${quantity}`;
}

/** The key of what layer `layer` (from 1) gives to the one above or to the loss. */
export function outputKey({ layers }: Model, layer: number): string {
  return stepKey(layer, layers[layer - 1].cell === "dense" ? "yhat" : "h");
}

/** The key of an array in a parameter's shape; `update` counts from 1, and with 0 means the state the file gives. */
export function parameterKey(quantity: ParameterPlace["quantity"], update: number, layer: number, parameter: string): string {
  return `${quantity}.${update}.${layer}.${parameter}`;
}

/** Whether a key is that of a gradient: these are no quantities with a name of their own that a person rounds. */
export function isGradientKey(key: string): boolean {
  return /^gradients\.|\.d[hc]$/.test(key);
}

/** Where the number of `place` stands; `widths` are the units of each layer. */
export function addressOf(place: AnswerPlace, widths: readonly number[]): Address {
  switch (place.kind) {
    case "step":
      return { key: stepKey(place.layer, place.quantity), index: (place.t - 1) * widths[place.layer - 1] + place.unit - 1 };
    case "loss":
      return { key: place.quantity, index: (place.t ?? 1) - 1 };
    case "parameter":
      return { key: parameterKey(place.quantity, place.update, place.layer, place.parameter), index: place.at };
  }
}

/** The name a blank is remembered by: it stays the same when the file changes elsewhere. */
export function blankKey(place: AnswerPlace): string {
  switch (place.kind) {
    case "step":
      return [place.quantity, place.layer, place.t, place.unit].join("/");
    case "loss":
      return [place.quantity, ...(place.t === null ? [] : [place.t])].join("/");
    case "parameter":
      return [place.quantity, place.update, place.layer, place.parameter, place.row, place.column].join("/");
  }
}

const quantities: readonly AnswerPlace["quantity"][] = ["r", "z", "n", "f", "i", "c_tilde", "c", "o", "h", "yhat"];
const ofUpdates: readonly AnswerPlace["quantity"][] = ["V", "S", "V_corr", "S_corr", "parameters"];

/**
 * Numbers to sort places by, in the order they are computed: t by t and bottom to top, the losses, back through time, update by update. Places with the
 * same numbers, such as the units of a step, stand in the file's own order.
 */
export function orderOf(place: AnswerPlace): readonly number[] {
  switch (place.kind) {
    case "step":
      return place.quantity === "dh" || place.quantity === "dc"
        ? [2, -place.layer, -place.t, place.quantity === "dh" ? 0 : 1]
        : [0, place.t, place.layer, quantities.indexOf(place.quantity)];
    case "loss":
      return place.t === null ? [1] : [0, place.t, Number.MAX_SAFE_INTEGER];
    case "parameter":
      return place.quantity === "gradients" ? [3, place.layer] : [4, place.update, ofUpdates.indexOf(place.quantity), place.layer];
  }
}

/** Compares two places by what `orderOf` gives for them. */
export function compareOrders(left: readonly number[], right: readonly number[]): number {
  for (let k = 0; k < Math.max(left.length, right.length); k++) {
    const difference = (left[k] ?? 0) - (right[k] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
