/** A traced layer's backward step, ready to be run at any time of the trace. */
import { isCrossEntropyOnSoftmax, stepLogitGradientInto } from "../loss.js";
import { outputOf, type Trace } from "../trace.js";
import { Replay } from "./replay.js";
import type { Stage } from "./stages.js";
import { type BackwardStep, bufferOf } from "./step.js";

/** Moves to a time with `recall`; then `arrival` and `stages` are run as `BackwardStep` says. */
export class ReplayBackward {
  readonly replay: Replay;
  readonly back: BackwardStep;
  /** The forward step's `recall`, then the backward step's `arrival`. */
  readonly arrival: readonly Stage[];
  readonly stages: readonly Stage[];
  private t = 0;

  /** `index` of the layer counts from 0. */
  constructor(
    private readonly trace: Trace,
    index: number,
  ) {
    this.replay = new Replay(trace.layers[index]);
    const { step } = this.replay;
    this.back = step.backward();
    this.arrival = [...step.recall, ...this.back.arrival];
    const startsAtZ = index === trace.layers.length - 1 && trace.loss !== null && isCrossEntropyOnSoftmax(trace.model);
    this.stages = startsAtZ ? this.startingAtZ(trace.loss.count) : this.back.stages;
  }

  /** Fills the step's buffers with what it read and gave at time `t` (from 1). */
  recall(t: number): void {
    this.t = t;
    this.replay.recall(t);
  }

  /** Where a softmax meets the cross entropy, dL/dz = ŷ Σy − y, also where ŷ is too small for dL/dŷ = −y/ŷ. */
  private startingAtZ(count: number): readonly Stage[] {
    const { model, layers } = this.trace;
    const dz = bufferOf(this.back.z, "z");
    const yhat = outputOf(layers[layers.length - 1]);
    const [start, ...rest] = this.back.stages;
    return [start, () => stepLogitGradientInto(dz, model, yhat, this.t, count), ...rest];
  }
}
