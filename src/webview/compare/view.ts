/** The other trace of a comparison as far as a drawing shows it. */
import type { ComparisonShape } from "../../protocol/comparison.js";
import type { LayerShape, TraceShape } from "../../protocol/panel.js";
import type { Quantity } from "../names.js";
import type { StepCache } from "../stepCache.js";

/** What a person can do about a comparison. */
export interface ComparisonActions {
  end(): void;
  /** Shows the fault of the other file. */
  goToFault(): void;
}

/** A comparison with what the page has of its other trace. */
export interface Other {
  readonly shape: ComparisonShape;
  readonly steps: StepCache;
}

/** The other trace at the layer shown, which has the same quantities and units. */
export interface OtherView {
  readonly name: string;
  readonly steps: StepCache;
  readonly layer: LayerShape;
  /** Steps both have. */
  readonly T: number;
  /** Null where the losses are not compared. */
  readonly loss: TraceShape["loss"];
  /** The greatest |difference| of a quantity or the loss; null where it is not compared. */
  reachOf(quantity: Quantity | "loss"): number | null;
}

/** Null where the layer (from 1) is not compared. */
export function otherView(other: Other | null, layer: number): OtherView | null {
  if (other === null) return null;
  const { steps, shape } = other;
  const reach = shape.layers[layer - 1];
  const there = steps.trace.layers[layer - 1];
  if (!reach || there === undefined) return null;
  return {
    ...{ name: shape.name, steps, layer: there, T: shape.T },
    loss: shape.loss === null ? null : steps.trace.loss,
    reachOf: (quantity) => (quantity === "loss" ? shape.loss : (reach[quantity] ?? null)),
  };
}
