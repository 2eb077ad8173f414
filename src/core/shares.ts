/** Each step's share of the gradients: what one step adds to dL/dparameter, computed again on demand by the backward pass's own stages. */
import { contributionStage, type Gradients } from "./backward.js";
import { ReplayBackward } from "./cells/replayBackward.js";
import { runStages } from "./cells/stages.js";
import { type BackwardStep, bufferOf, type Contribution } from "./cells/step.js";
import { copyFromInto, norm } from "./linear.js";
import { Pace } from "./pace.js";
import type { ShouldYield, Sliced } from "./slices.js";

/** One step's part of the backward pass. */
export interface StepShare {
  /** Each H: dL/dz_k by the names that `preactivations` uses. */
  readonly z: ReadonlyMap<string, Float64Array>;
  /** By parameter, in its shape: what this step adds to its gradient. Over all steps these add up to the gradient. */
  readonly parameters: ReadonlyMap<string, Float64Array>;
}

/** The share of step `t` (from 1) in the gradients of layer `layer` (from 0). */
export function stepShare(gradients: Gradients, layer: number, t: number): StepShare {
  const { z, contributions } = new SharesOf(gradients, layer).at(t);
  const shares = [...gradients.layers[layer].parameters].map(([name, gradient]) => {
    const share = new Float64Array(gradient.length);
    const contribution = contributions.get(name);
    if (contribution !== undefined) runStages([contributionStage(contribution, share)]);
    return [name, share] as const;
  });
  return { z, parameters: new Map(shares) };
}

/** By parameter, T numbers: the Euclidean norm of each step's share. Progress counts time steps. */
export function* shareNorms(gradients: Gradients, layer: number, shouldYield: ShouldYield): Sliced<ReadonlyMap<string, Float64Array>> {
  const { T } = gradients.trace;
  const shares = new SharesOf(gradients, layer);
  const { parameters, layer: model } = gradients.layers[layer];
  const norms = new Map([...parameters.keys()].map((name) => [name, new Float64Array(T)]));
  const pace = new Pace(shouldYield, T);
  const work = 2 * [...parameters.values()].reduce((sum, { length }) => sum + length, model.H);
  for (let t = 1; t <= T; t++) {
    const { contributions } = shares.at(t);
    for (const [name, column] of norms) {
      const contribution = contributions.get(name);
      if (contribution !== undefined) column[t - 1] = normOf(contribution);
    }
    pace.done++;
    if (pace.spend(work)) yield pace.progress();
  }
  return norms;
}

/** T numbers: what each step adds to entry `at` of dL/dparameter, row by row. Progress counts time steps. */
export function* entryParts(
  gradients: Gradients,
  layer: number,
  parameter: string,
  at: number,
  shouldYield: ShouldYield,
): Sliced<Float64Array> {
  const { T } = gradients.trace;
  const shares = new SharesOf(gradients, layer);
  const { parameters, layer: model } = gradients.layers[layer];
  const parts = new Float64Array(T);
  const pace = new Pace(shouldYield, T);
  const work = 2 * [...parameters.values()].reduce((sum, { length }) => sum + length, model.H);
  for (let t = 1; t <= T; t++) {
    const contribution = shares.at(t).contributions.get(parameter);
    if (contribution !== undefined) parts[t - 1] = entryOf(contribution, at);
    pace.done++;
    if (pace.spend(work)) yield pace.progress();
  }
  return parts;
}

/** Entry `at` of a contribution, row by row. */
function entryOf(contribution: Contribution, at: number): number {
  switch (contribution.kind) {
    case "outer": {
      const { rows, cols } = contribution;
      return rows[Math.floor(at / cols.length)] * cols[at % cols.length];
    }
    case "elementwise":
      return contribution.left[at] * contribution.right[at];
    case "plain":
      return contribution.values[at];
  }
}

/** Runs the backward step of one layer at any time, from the state gradients kept. */
export class SharesOf {
  private readonly replay: ReplayBackward;
  private readonly after: readonly { readonly buffer: Float64Array; readonly column: Float64Array; readonly offset: number }[];

  constructor(gradients: Gradients, layer: number) {
    this.replay = new ReplayBackward(gradients.trace, layer);
    const { states, yhat } = gradients.layers[layer];
    this.after = [...this.replay.back.after].map(([name, buffer]) => {
      // Rows of ŷ start at time 1, those of the states at time 0.
      if (name === "yhat") return { buffer, column: yhat ?? buffer, offset: 1 };
      return { buffer, column: states.get(name) ?? buffer, offset: 0 };
    });
  }

  at(t: number): BackwardStep {
    const { replay } = this;
    replay.recall(t);
    this.fill(t);
    runStages(replay.arrival);
    // The arrival counted the paths through h_t once more; what was kept has every path already.
    this.fill(t);
    runStages(replay.stages);
    return replay.back;
  }

  /**
   * By state, H: after `at(t)`, the gradient at time t−1 that comes from later steps alone, every path from there counted but none that starts at t−1
   * (its target, the layer above). Views that the next call changes; none of a dense layer.
   */
  laterAlone(t: number): ReadonlyMap<string, Float64Array> {
    const { replay } = this;
    const { after, before } = replay.back;
    // The initial state has no step of its own that could lead from c to h.
    if (t === 1 || before.size === 0) return before;
    const kept = [...before].map(([name, buffer]) => [name, buffer.slice()] as const);
    replay.recall(t - 1);
    for (const [name, values] of kept) bufferOf(after, name).set(values);
    runStages(replay.arrival);
    return after;
  }

  private fill(t: number): void {
    for (const { buffer, column, offset } of this.after) copyFromInto(buffer, column, (t - offset) * buffer.length);
  }
}

function normOf(contribution: Contribution): number {
  switch (contribution.kind) {
    case "outer":
      return norm(contribution.rows) * norm(contribution.cols);
    case "elementwise":
      return norm(contribution.left.map((value, k) => value * contribution.right[k]));
    case "plain":
      return norm(contribution.values);
  }
}
