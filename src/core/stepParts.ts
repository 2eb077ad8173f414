/** What each step contributes to a layer's gradients, and what it does to the gradient that passes back through it; both in proportion. */
import type { Gradients } from "./backward.js";
import type { Contribution } from "./cells/step.js";
import { norm } from "./linear.js";
import { Pace } from "./pace.js";
import { SharesOf } from "./shares.js";
import type { ShouldYield, Sliced } from "./slices.js";

export interface StepParts {
  /**
   * By parameter, T numbers: ⟨share of step t, gradient⟩ / ‖gradient‖², the part of the gradient that step t brings, with its sign. Over all steps they
   * add up to 1. NaN where the gradient is 0.
   */
  readonly shares: ReadonlyMap<string, Float64Array>;
  /**
   * T: ‖dL/ds_{t−1}‖ ÷ ‖dL/ds_t‖, s being c of an lstm and h of the others, where dL/ds_{t−1} counts only what comes from later steps: a target at t−1 joins
   * with its own gradient, which is none of step t's doing. NaN where nothing comes to step t. Null of a dense layer.
   */
  readonly factor: Float64Array | null;
}

/** The parts of layer `layer` (from 0). Progress counts time steps. */
export function* stepParts(gradients: Gradients, layer: number, shouldYield: ShouldYield): Sliced<StepParts> {
  const { T } = gradients.trace;
  const { parameters, states, layer: model } = gradients.layers[layer];
  const steps = new SharesOf(gradients, layer);
  const shares = new Map([...parameters.keys()].map((name) => [name, new Float64Array(T)]));
  const directions = new Map([...parameters].map(([name, gradient]) => [name, directionOf(gradient)]));
  const state = states.has("c") ? "c" : states.has("h") ? "h" : null;
  const total = state === null ? null : states.get(state);
  const factor = total ? new Float64Array(T) : null;
  const pace = new Pace(shouldYield, T);
  const work = 4 * [...parameters.values()].reduce((sum, { length }) => sum + length, model.H);
  for (let t = 1; t <= T; t++) {
    const { contributions } = steps.at(t);
    for (const [name, column] of shares) {
      const contribution = contributions.get(name);
      const { unit, size } = directions.get(name) ?? nowhere;
      column[t - 1] = size === 0 ? Number.NaN : contribution === undefined ? 0 : along(contribution, unit) / size;
    }
    if (factor !== null && total && state !== null) {
      const later = steps.laterAlone(t).get(state) ?? new Float64Array();
      factor[t - 1] = ratio(norm(later), norm(total.subarray(t * model.H, (t + 1) * model.H)));
    }
    pace.done++;
    if (pace.spend(work)) yield pace.progress();
  }
  return { shares, factor };
}

const nowhere = { unit: new Float64Array(), size: 0 };

/** A gradient as a unit vector and its length. */
function directionOf(gradient: Float64Array): { readonly unit: Float64Array; readonly size: number } {
  const size = norm(gradient);
  return { unit: gradient.map((value) => value / size), size };
}

function ratio(before: number, after: number): number {
  return after === 0 ? Number.NaN : before / after;
}

/** ⟨contribution, unit⟩. */
function along(contribution: Contribution, unit: Float64Array): number {
  switch (contribution.kind) {
    case "outer":
      return alongOuter(contribution.rows, contribution.cols, unit);
    case "elementwise": {
      const { left, right } = contribution;
      let sum = 0;
      for (let k = 0; k < unit.length; k++) sum += left[k] * right[k] * unit[k];
      return sum;
    }
    case "plain": {
      const { values } = contribution;
      let sum = 0;
      for (let k = 0; k < unit.length; k++) sum += values[k] * unit[k];
      return sum;
    }
  }
}

/** rowsᵀ · unit · cols. */
function alongOuter(rows: Float64Array, cols: Float64Array, unit: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < rows.length; r++) {
    let row = 0;
    for (let c = 0, at = r * cols.length; c < cols.length; c++) row += unit[at++] * cols[c];
    sum += rows[r] * row;
  }
  return sum;
}
