/** The backward pass of a ledger, by the core's own steps: with what is written in place of gradients, and with what a slip changes. */
import { contributionStage } from "../../core/backward.js";
import { ReplayBackward } from "../../core/cells/replayBackward.js";
import { runStages, type Stage, workOf } from "../../core/cells/stages.js";
import { bufferOf } from "../../core/cells/step.js";
import { flushInto } from "../../core/flush.js";
import { lossGradients } from "../../core/loss.js";
import type { Model } from "../../core/model.js";
import type { Pace } from "../../core/pace.js";
import type { Sliced } from "../../core/slices.js";
import type { Trace } from "../../core/trace.js";
import { type Alteration, unaltered } from "./alteration.js";
import { traceFrom } from "./followForward.js";
import type { Ledger } from "./ledger.js";
import { outputKey, parameterKey, stepKey } from "./place.js";
import { quantitiesOf } from "./step.js";

/** A slip on the way back, and the layer (from 1) it is made in. */
export interface Altered {
  readonly layer: number;
  readonly alteration: Alteration;
}

/** dL/dh, dL/dc and the gradients of every parameter as those before update `k`. Progress counts time steps × layers. */
export function* followBackward(ledger: Ledger, model: Model, k: number, pace: Pace, altered?: Altered): Sliced<void> {
  const trace = traceFrom(ledger.values, model);
  const times = altered?.alteration.outputTimes ?? 1;
  let above: Float64Array = (yield* lossGradients(trace, pace)).map((gradient) => gradient * times);
  let causeAbove = (t: number): number =>
    ledger.causeOfRow(outputKey(model, model.layers.length), (t - 1) * widthOf(model), widthOf(model));
  for (let index = model.layers.length - 1; index >= 0; index--) {
    const alteration = altered?.layer === index + 1 ? altered.alteration : unaltered;
    const pass = new LayerPass(ledger, trace, index, alteration, causeAbove);
    above = yield* pass.run(above, pace);
    causeAbove = (t) => pass.causes[t];
    pass.giveGradients(k);
  }
}

function widthOf({ layers }: Model): number {
  return layers[layers.length - 1].H;
}

/** One layer from the last step to the first. */
class LayerPass {
  /** Row t: what the gradients at step t descend from. */
  readonly causes: Int32Array;
  private readonly replay: ReplayBackward;
  private readonly carried: ReadonlyMap<string, Float64Array>;
  private readonly gradients: ReadonlyMap<string, Float64Array>;
  private readonly adding: readonly Stage[];

  constructor(
    private readonly ledger: Ledger,
    private readonly trace: Trace,
    private readonly index: number,
    private readonly alteration: Alteration,
    private readonly causeAbove: (t: number) => number,
  ) {
    const { layer } = trace.layers[index];
    this.causes = new Int32Array(trace.T + 2);
    this.replay = new ReplayBackward(trace, index);
    const { back } = this.replay;
    this.carried = new Map([...back.before.keys()].map((name) => [name, new Float64Array(layer.H)]));
    this.gradients = new Map([...layer.parameters].map(([name, { values }]) => [name, new Float64Array(values.length)]));
    this.adding = [...this.gradients].flatMap(([name, gradient]) => {
      const contribution = back.contributions.get(name);
      return contribution === undefined ? [] : [contributionStage(contribution, gradient)];
    });
  }

  /** T × D: dL/dx. */
  *run(above: Float64Array, pace: Pace): Sliced<Float64Array> {
    const { replay, trace } = this;
    const { layer } = trace.layers[this.index];
    const x = new Float64Array(trace.T * layer.D);
    const work = workOf([...replay.arrival, ...replay.stages, ...this.adding]) + 200 * layer.H;
    for (let t = trace.T; t >= 1; t--) {
      this.step(above, t);
      x.set(replay.back.x, (t - 1) * layer.D);
      pace.done++;
      if (pace.spend(work)) yield pace.progress();
    }
    return x;
  }

  private step(above: Float64Array, t: number): void {
    const { replay, alteration, trace } = this;
    const { layer } = trace.layers[this.index];
    const { back } = replay;
    replay.recall(t);
    const output = bufferOf(back.after, layer.cell === "dense" ? "yhat" : "h");
    const fromLater = this.carried.get("h");
    for (let k = 0; k < layer.H; k++) output[k] = above[(t - 1) * layer.H + k] + (fromLater?.[k] ?? 0);
    const [own, incoming] = [this.causeOfStep(t), this.ledger.causes.union(this.causeAbove(t), this.causes[t + 1])];
    const cause = this.ledger.causes.union(own, incoming);
    const causeOfH = layer.cell === "dense" ? cause : this.take("h", t, output, cause);
    const c = back.before.has("c") ? bufferOf(back.after, "c") : null;
    c?.set(bufferOf(this.carried, "c"));
    runStages(replay.arrival);
    alteration.afterArrival?.(replay);
    const causeOfC = c === null ? 0 : this.take("c", t, c, this.ledger.causes.all([own, causeOfH, this.causes[t + 1]]));
    this.causes[t] = this.ledger.causes.all([own, causeOfH, causeOfC]);
    this.runTampered();
    alteration.beforeGradients?.(replay);
    this.carry();
    if (alteration.onlyStep === undefined || alteration.onlyStep === t) runStages(this.adding);
  }

  /** The step's stages, with what a slip does between them. */
  private runTampered(): void {
    const { stages } = this.replay;
    const { afterFirst, afterLast } = this.alteration;
    const lastElementwise = stages.findLastIndex((stage) => typeof stage === "function");
    for (const [at, stage] of stages.entries()) {
      runStages([stage]);
      if (at === 0) afterFirst?.(this.replay);
      if (at === lastElementwise) afterLast?.(this.replay);
    }
  }

  private carry(): void {
    for (const [name, from] of this.replay.back.before) {
      flushInto(from);
      const isDropped = name === "h" ? this.alteration.dropsH : this.alteration.dropsC;
      const carried = bufferOf(this.carried, name);
      if (isDropped === true) carried.fill(0);
      else carried.set(from);
    }
  }

  /** Enters a state's gradient and goes on with what stands in the ledger then; gives what that descends from. */
  private take(name: "h" | "c", t: number, buffer: Float64Array, cause: number): number {
    const { ledger, trace } = this;
    const { H } = trace.layers[this.index].layer;
    const key = stepKey(this.index + 1, `d${name}`);
    const at = (t - 1) * H;
    ledger.take(key, trace.T * H, at, buffer, () => cause);
    buffer.set(ledger.values.get(key)?.subarray(at, at + H) ?? buffer);
    return ledger.causeOfRow(key, at, H);
  }

  /** What the values of a step descend from. */
  private causeOfStep(t: number): number {
    const { ledger } = this;
    const { cell, H } = this.trace.layers[this.index].layer;
    return ledger.causes.all(quantitiesOf[cell].map((quantity) => ledger.causeOfRow(stepKey(this.index + 1, quantity), (t - 1) * H, H)));
  }

  /** Enters the parameters' gradients. */
  giveGradients(k: number): void {
    const { ledger, gradients } = this;
    const cause = ledger.causes.all(this.causes);
    for (const [name, gradient] of gradients) {
      ledger.take(parameterKey("gradients", k, this.index + 1, name), gradient.length, 0, gradient, () => cause);
    }
  }
}
