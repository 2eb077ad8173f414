/** The Jacobian of one step of a traced layer as an operator on changes of its state: forth with J, back with Jᵀ, its input held. */
import { Replay } from "./cells/replay.js";
import { runStages } from "./cells/stages.js";
import { type BackwardStep, bufferOf, type StateName, type TangentStep } from "./cells/step.js";
import { type Pace, PacedStages } from "./pace.js";
import type { Sliced } from "./slices.js";
import type { LayerTrace } from "./trace.js";

/** A change of the state, or a gradient with respect to it: h, and of an lstm c, each H. */
export type StateVector = ReadonlyMap<StateName, Float64Array>;

/** ∂(state after a step)/∂(state before it), applied to vectors rather than written out. */
export class StepJacobian {
  readonly H: number;
  private readonly replay: Replay;
  private readonly tangent: TangentStep;
  private readonly backward: BackwardStep;
  private readonly forthStages: PacedStages;
  private readonly backStages: PacedStages;

  constructor(trace: LayerTrace) {
    this.H = trace.layer.H;
    this.replay = new Replay(trace);
    const { step } = this.replay;
    this.tangent = step.tangent();
    const backward = step.backward();
    this.backward = backward;
    this.forthStages = new PacedStages(this.tangent.stages, 8 * this.H);
    // What leads to the input is not needed here.
    const stages = [...backward.arrival, ...backward.stages].filter((stage) => typeof stage === "function" || stage.cols !== backward.x);
    this.backStages = new PacedStages(stages, 8 * this.H);
  }

  /** A state vector of zeros. */
  zero(): StateVector {
    return new Map([...this.tangent.before.keys()].map((name) => [name, new Float64Array(this.H)]));
  }

  /** Moves to step `t` (from 1). */
  goTo(t: number): void {
    this.replay.recall(t);
    runStages(this.replay.step.recall);
  }

  /** v = J v: the change of the state after the step that follows from the change `v` before it. */
  *forth(v: StateVector, pace: Pace): Sliced<void> {
    yield* this.apply(this.tangent.before, this.forthStages, this.tangent.after, v, pace);
  }

  /** v = Jᵀ v: the gradient with respect to the state before the step, from `v`, that with respect to the state after it. */
  *back(v: StateVector, pace: Pace): Sliced<void> {
    yield* this.apply(this.backward.after, this.backStages, this.backward.before, v, pace);
  }

  private *apply(from: ReadonlyMap<string, Float64Array>, stages: PacedStages, to: StateVector, v: StateVector, pace: Pace): Sliced<void> {
    for (const [name, values] of v) bufferOf(from, name).set(values);
    if (!stages.isLight) yield* stages.runSliced(pace);
    else if (stages.run(pace)) yield pace.progress();
    for (const [name, values] of v) values.set(bufferOf(to, name));
  }
}
