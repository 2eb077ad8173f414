/** Puts a step's buffers back to where they stood at some time of a trace. */
import { copyFromInto } from "../linear.js";
import { initialState, type LayerTrace, quantityOf } from "../trace.js";
import { stepOf } from "./cell.js";
import type { Step } from "./step.js";

/** A step of a traced layer that can be moved through time. */
export class Replay {
  readonly step: Step;
  private readonly columns: readonly { readonly column: Float64Array; readonly buffer: Float64Array }[];
  private readonly states: readonly { readonly column: Float64Array; readonly initial: Float64Array; readonly buffer: Float64Array }[];

  constructor(private readonly trace: LayerTrace) {
    this.step = stepOf(trace.layer);
    this.columns = [...this.step.quantities].map(([name, buffer]) => ({ column: quantityOf(trace, name), buffer }));
    this.states = [...this.step.before].map(([name, buffer]) => ({
      column: quantityOf(trace, name),
      initial: initialState(trace.layer, name),
      buffer,
    }));
  }

  /** Fills what step `t` (from 1) reads: x and the state before it. */
  goTo(t: number): void {
    const { x } = this.step;
    copyFromInto(x, this.trace.x, (t - 1) * x.length);
    for (const { column, initial, buffer } of this.states) {
      if (t === 1) copyFromInto(buffer, initial, 0);
      else copyFromInto(buffer, column, (t - 2) * buffer.length);
    }
  }

  /** Fills what step `t` gave as well; after it the step's `recall` stages are to be run. */
  recall(t: number): void {
    this.goTo(t);
    for (const { column, buffer } of this.columns) copyFromInto(buffer, column, (t - 1) * buffer.length);
  }
}
