/** Greatest stretches: the spectral norms of small matrices and of a step's Jacobian. */
import type { StateVector, StepJacobian } from "./jacobian.js";
import { norm } from "./linear.js";
import type { Pace } from "./pace.js";
import type { Sliced } from "./slices.js";

/** Rounds of turning each pair of rows; some six are enough. */
const mostSweeps = 30;

/** A unit vector with no entry 0 and no symmetry, so that no matrix met in practice has it orthogonal to its strongest direction. */
export function startDirection(H: number): Float64Array {
  const direction = Float64Array.from({ length: H }, (_, k) => 1 + 0.5 * Math.sin(1 + 2.399963 * k));
  return scaledBy(direction, 1 / norm(direction));
}

/** Directions looked along for a step's greatest stretch: all of a small layer's, enough for three digits of a large one's. */
const mostDirections = 16;

/**
 * ‖∂h_t/∂h_{t−1}‖₂ of the step the Jacobian J stands at, c_{t−1} held: the norm of the small bidiagonal matrix that J becomes along
 * the directions v, JᵀJ v, (JᵀJ)² v, … made orthogonal (Golub & Kahan 1965). Never above the norm.
 */
export function* stepNorm(jacobian: StepJacobian, pace: Pace): Sliced<number> {
  const { H } = jacobian;
  const count = Math.min(H, mostDirections);
  const bidiagonal = Array.from({ length: count }, () => new Float64Array(count + 1));
  const v = startDirection(H);
  const u = new Float64Array(H);
  const carried = jacobian.zero();
  for (let k = 0; k < count; k++) {
    const before = k === 0 ? 0 : bidiagonal[k - 1][k];
    yield* applyTo(jacobian, "forth", carried, v, pace);
    bidiagonal[k][k] = takeNext(u, hOf(carried), before);
    if (bidiagonal[k][k] === 0) break;
    yield* applyTo(jacobian, "back", carried, u, pace);
    bidiagonal[k][k + 1] = takeNext(v, hOf(carried), bidiagonal[k][k]);
    if (bidiagonal[k][k + 1] === 0) break;
  }
  return matrixNorm(bidiagonal);
}

/** carried = (J or Jᵀ) (direction, 0). */
function* applyTo(jacobian: StepJacobian, way: "forth" | "back", carried: StateVector, direction: Float64Array, pace: Pace): Sliced<void> {
  hOf(carried).set(direction);
  carried.get("c")?.fill(0);
  yield* jacobian[way](carried, pace);
}

/** last = (next − overlap · last) made a unit vector, or left 0; returns the length before. */
function takeNext(last: Float64Array, next: Float64Array, overlap: number): number {
  for (let k = 0; k < last.length; k++) last[k] = next[k] - overlap * last[k];
  const length = norm(last);
  if (length > 0) scaledBy(last, 1 / length);
  return length;
}

/** ‖M‖₂ of the matrix with these rows: turned pairwise until they are orthogonal, the longest is as long as M stretches (Hestenes 1958). */
export function matrixNorm(rows: readonly Float64Array[]): number {
  const scale = Math.max(...rows.map(norm));
  if (rows.length === 1 || scale === 0 || !Number.isFinite(scale)) return scale;
  // Scaled, so that squares neither overflow nor vanish.
  const turned = rows.map((row) => scaledBy(row.slice(), 1 / scale));
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let isTurned = false;
    for (let p = 0; p < turned.length; p++)
      for (let q = p + 1; q < turned.length; q++) if (makeOrthogonal(turned[p], turned[q])) isTurned = true;
    if (!isTurned) break;
  }
  return scale * Math.max(...turned.map(norm));
}

/** Turns two rows in their plane until their product is 0; false where it was already, to rounding. */
function makeOrthogonal(p: Float64Array, q: Float64Array): boolean {
  const [pp, qq, pq] = [dot(p, p), dot(q, q), dot(p, q)];
  if (Math.abs(pq) <= Number.EPSILON * Math.sqrt(pp * qq)) return false;
  const ratio = (qq - pp) / (2 * pq);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  for (let k = 0; k < p.length; k++) {
    const old = p[k];
    p[k] = cosine * (old - tangent * q[k]);
    q[k] = cosine * (tangent * old + q[k]);
  }
  return true;
}

/** The h of a state vector. */
export function hOf(v: StateVector): Float64Array {
  return v.get("h") ?? new Float64Array(0);
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
