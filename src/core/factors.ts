/** How a gradient fares on its way back through one layer: the factor of each step, and what they come to. */
import { type StateVector, StepJacobian } from "./jacobian.js";
import { norm } from "./linear.js";
import { Pace } from "./pace.js";
import type { ShouldYield, Sliced } from "./slices.js";
import { hOf, matrixNorm, scaledBy, startDirection, stepNorm } from "./spectral.js";
import { quantityOf, type Trace } from "./trace.js";

/** By G = ‖∂h_T/∂h_0‖^(1/T): vanishing below 0.95, exploding above 1.05, steady between. */
export type Verdict = "vanishing" | "steady" | "exploding";

/** Where the verdict changes. */
export const verdictBounds = { vanishing: 0.95, exploding: 1.05 } as const;

/** The layer's input is held throughout; no target is needed. */
export interface Factors {
  /** T: ‖∂h_t/∂h_{t−1}‖₂ with c_{t−1} held, the greatest stretch of the step; to about three digits where there are many units. */
  readonly perStep: Float64Array;
  /** T: ∂h_t/∂h_{t−1} with its sign (w·φ′(z_t) of an rnn) where the layer has one unit; else null. */
  readonly scalar: Float64Array | null;
  /** T × H: ∂c_t/∂c_{t−1} along the cell of an lstm, which is f_t; else null. The trace's own array. */
  readonly cell: Float64Array | null;
  /**
   * T+1: log ‖∂h_T/∂h_t‖₂, row t for time t, so 0 at T; every path counted. Up to `exactUnits` units it is that very norm; above, the norm along
   * the direction of h_T that answers most to h_0, which is exact at t = 0 and a lower bound elsewhere.
   */
  readonly logToEnd: Float64Array;
  /** G = ‖∂h_T/∂h_0‖^(1/T). */
  readonly growth: number;
  /** Null where G is NaN. */
  readonly verdict: Verdict | null;
}

/** Passes back and forth that find the strongest direction of a larger layer. */
const searchPasses = 4;

/** Up to this many units `logToEnd` carries the whole matrix back. */
export const exactUnits = 16;

/** The factors of layer `index` (from 0), which must be recurrent. Progress counts steps of the passes it takes. */
export function* factors(trace: Trace, index: number, shouldYield: ShouldYield): Sliced<Factors> {
  const { T } = trace;
  const { layer } = trace.layers[index];
  if (layer.cell === "dense") throw new Error("a dense layer carries nothing from step to step");
  const jacobian = new StepJacobian(trace.layers[index]);
  const isSmall = layer.H <= exactUnits;
  const pace = new Pace(shouldYield, T * (isSmall ? 2 : 2 + 2 * searchPasses));
  const perStep = yield* stepFactors(jacobian, T, pace);
  const rows = isSmall ? identity(layer.H) : [yield* strongestDirection(jacobian, T, pace)];
  const logToEnd = yield* carriedBack(jacobian, rows, T, pace);
  const growth = Math.exp(logToEnd[0] / T);
  return {
    perStep: perStep.map(Math.abs),
    scalar: layer.H === 1 ? perStep : null,
    cell: layer.cell === "lstm" ? quantityOf(trace.layers[index], "f") : null,
    logToEnd,
    growth,
    verdict: verdictOf(growth),
  };
}

/** The verdict on G; null for NaN. */
export function verdictOf(growth: number): Verdict | null {
  if (growth < verdictBounds.vanishing) return "vanishing";
  if (growth > verdictBounds.exploding) return "exploding";
  return growth >= verdictBounds.vanishing ? "steady" : null;
}

/** T: the norm of each step's Jacobian; of one unit the derivative itself. */
function* stepFactors(jacobian: StepJacobian, T: number, pace: Pace): Sliced<Float64Array> {
  const result = new Float64Array(T);
  const unit = jacobian.zero();
  for (let t = 1; t <= T; t++) {
    jacobian.goTo(t);
    if (jacobian.H === 1) {
      set(unit, [1]);
      yield* jacobian.forth(unit, pace);
      result[t - 1] = hOf(unit)[0];
    } else {
      result[t - 1] = yield* stepNorm(jacobian, pace);
    }
    pace.done++;
  }
  return result;
}

/** T+1: log of the norm of rows · ∂h_T/∂h_t, where `rows` are directions of h_T; scaled on the way, so that nothing vanishes for being small. */
function* carriedBack(jacobian: StepJacobian, rows: readonly Float64Array[], T: number, pace: Pace): Sliced<Float64Array> {
  const carried = rows.map((row) => {
    const v = jacobian.zero();
    set(v, row);
    return v;
  });
  const logs = new Float64Array(T + 1);
  let logScale = 0;
  for (let t = T; t >= 1; t--) {
    jacobian.goTo(t);
    for (const v of carried) yield* jacobian.back(v, pace);
    logScale += rescale(carried);
    logs[t - 1] = Math.log(matrixNorm(carried.map(hOf))) + logScale;
    pace.done++;
  }
  return logs;
}

/** The unit direction of h_T that answers most to a change of h_0: power iteration on ∂h_T/∂h_0 and its transpose. */
function* strongestDirection(jacobian: StepJacobian, T: number, pace: Pace): Sliced<Float64Array> {
  const v = jacobian.zero();
  set(v, startDirection(jacobian.H));
  for (let pass = 0; pass < searchPasses; pass++) {
    for (let t = T; t >= 1; t--) yield* moved(jacobian, t, "back", v, pace);
    set(v, hOf(v));
    for (let t = 1; t <= T; t++) yield* moved(jacobian, t, "forth", v, pace);
    const length = norm(hOf(v));
    // Nothing comes through, or nothing finite: any direction says so.
    if (length === 0 || !Number.isFinite(length)) return startDirection(jacobian.H);
    set(v, scaledBy(hOf(v), 1 / length));
  }
  return hOf(v);
}

function* moved(jacobian: StepJacobian, t: number, way: "back" | "forth", v: StateVector, pace: Pace): Sliced<void> {
  jacobian.goTo(t);
  yield* jacobian[way](v, pace);
  rescale([v]);
  pace.done++;
}

/** Scales all by one power of two, so that the largest entry lies near 1; returns the log of what the results are to be multiplied by. */
function rescale(vectors: readonly StateVector[]): number {
  let greatest = 0;
  for (const v of vectors) for (const values of v.values()) for (const value of values) greatest = Math.max(greatest, Math.abs(value));
  if (greatest === 0 || !Number.isFinite(greatest)) return 0;
  const exponent = Math.max(-1000, Math.min(1000, Math.round(Math.log2(greatest))));
  for (const v of vectors) for (const values of v.values()) scaledBy(values, 2 ** -exponent);
  return exponent * Math.LN2;
}

/** v = (values, 0). */
function set(v: StateVector, values: ArrayLike<number>): void {
  hOf(v).set(values);
  v.get("c")?.fill(0);
}

function identity(H: number): readonly Float64Array[] {
  return Array.from({ length: H }, (_, r) => Float64Array.from({ length: H }, (_unused, k) => (k === r ? 1 : 0)));
}
