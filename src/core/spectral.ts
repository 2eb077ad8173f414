/** Greatest stretches: spectral norms by power iteration. */
import type { StateVector, StepJacobian } from "./jacobian.js";
import { norm } from "./linear.js";
import type { Pace } from "./pace.js";
import type { Sliced } from "./slices.js";

/** Where the estimates of two passes are this close, relatively, the iteration ends. */
const tolerance = 1e-10;
const mostPasses = 200;

/** A unit vector with no entry 0 and no symmetry, so that no matrix met in practice has it orthogonal to its strongest direction. */
export function startDirection(H: number): Float64Array {
  const direction = Float64Array.from({ length: H }, (_, k) => 1 + 0.5 * Math.sin(1 + 2.399963 * k));
  return scaledBy(direction, 1 / norm(direction));
}

/** ‖∂h_t/∂h_{t−1}‖₂ of the step the Jacobian stands at; c_{t−1} is held. */
export function* stepNorm(jacobian: StepJacobian, pace: Pace): Sliced<number> {
  const v = jacobian.zero();
  hOf(v).set(startDirection(jacobian.H));
  let last = 0;
  for (let pass = 0; pass < mostPasses; pass++) {
    clearC(v);
    yield* jacobian.forth(v, pace);
    const size = norm(hOf(v));
    if (jacobian.H === 1 || Math.abs(size - last) <= tolerance * size || !Number.isFinite(size)) return size;
    last = size;
    clearC(v);
    yield* jacobian.back(v, pace);
    const length = norm(hOf(v));
    if (length === 0) return size;
    scaledBy(hOf(v), 1 / length);
  }
  return last;
}

/** ‖M‖₂ of the matrix with these rows. */
export function matrixNorm(rows: readonly Float64Array[]): number {
  if (rows.length === 1) return norm(rows[0]);
  const v = startDirection(rows[0].length);
  const product = new Float64Array(rows.length);
  let last = 0;
  for (let pass = 0; pass < mostPasses; pass++) {
    for (const [r, row] of rows.entries()) product[r] = dot(row, v);
    const size = norm(product);
    if (Math.abs(size - last) <= tolerance * size || !Number.isFinite(size)) return size;
    last = size;
    v.fill(0);
    for (const [r, row] of rows.entries()) for (let k = 0; k < v.length; k++) v[k] += product[r] * row[k];
    const length = norm(v);
    if (length === 0) return size;
    scaledBy(v, 1 / length);
  }
  return last;
}

/** The h of a state vector. */
export function hOf(v: StateVector): Float64Array {
  return v.get("h") ?? new Float64Array(0);
}

function clearC(v: StateVector): void {
  v.get("c")?.fill(0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/** values *= factor; returns them. */
export function scaledBy(values: Float64Array, factor: number): Float64Array {
  for (let k = 0; k < values.length; k++) values[k] *= factor;
  return values;
}
