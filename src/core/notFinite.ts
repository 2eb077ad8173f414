/** Finds where a trace, and where the gradients on their way back, first stop being finite. */
import type { GradientNotFinite, LayerGradients } from "./backward.js";
import { atOnce, type Pace } from "./pace.js";
import type { Sliced } from "./slices.js";
import type { LayerTrace, NotFinite } from "./trace.js";

/** The earliest step with a value that is NaN or infinite, in its lowest layer, first quantity and first unit; null where all are finite. */
export function* firstNotFinite(layers: readonly LayerTrace[], T: number, pace: Pace): Sliced<NotFinite | null> {
  let earliest: NotFinite | null = null;
  for (const [index, { layer, quantities }] of layers.entries()) {
    const { H } = layer;
    if (layer.cell === "lstm" && (yield* isFiniteThroughout(quantities, T * H, pace))) continue;
    for (const [quantity, values] of quantities) {
      // An equal step goes to what was found before: the lower layer, the earlier quantity.
      const steps: number = earliest === null ? T : earliest.t - 1;
      const at = yield* firstIn(values, steps * H, pace);
      if (at >= 0) earliest = { layer: index + 1, quantity, t: Math.floor(at / H) + 1, unit: (at % H) + 1 };
    }
  }
  return earliest;
}

/** Whether an lstm's c and h say that all its values are finite: a gate or candidate that is not makes c or h of its step so too. */
function* isFiniteThroughout(quantities: LayerTrace["quantities"], length: number, pace: Pace): Sliced<boolean> {
  const [c, h] = [quantities.get("c"), quantities.get("h")];
  if (c === undefined || h === undefined) return false;
  return (yield* firstIn(c, length, pace)) < 0 && (yield* firstIn(h, length, pace)) < 0;
}

/** Whether the layers are small and all their values finite: a small pass would spend more on the search for another than on all its numbers. */
export function areShortAndFinite(layers: readonly LayerTrace[], T: number): boolean {
  for (const { layer, quantities } of layers) {
    const length = T * layer.H;
    if (length > atOnce) return false;
    // Of an lstm, c and h say it of all.
    for (const [quantity, values] of quantities) {
      if ((layer.cell !== "lstm" || quantity === "c" || quantity === "h") && !areFinite(values, 0, length)) return false;
    }
  }
  return true;
}

/** Index of the first value that is not finite among the first `length`, or −1. */
function* firstIn(values: Float64Array, length: number, pace: Pace): Sliced<number> {
  for (let from = 0; from < length; from += atOnce) {
    const to = Math.min(from + atOnce, length);
    if (!areFinite(values, from, to)) return values.findIndex((value, k) => k >= from && !Number.isFinite(value));
    if (pace.spend(atOnce)) yield pace.progress();
  }
  return -1;
}

/** The latest time at which a state's gradient is NaN or infinite, in the highest layer; null where all are finite. */
export function* lastNotFinite(layers: readonly LayerGradients[], pace: Pace): Sliced<GradientNotFinite | null> {
  let latest: GradientNotFinite | null = null;
  for (let index = layers.length - 1; index >= 0; index--) {
    const { layer, states } = layers[index];
    const { H } = layer;
    for (const [state, values] of states) {
      // An equal time goes to what was found before: the gradient came from the layer above.
      const from: number = latest === null ? 0 : (latest.t + 1) * H;
      const at = yield* lastIn(values, from, pace);
      if (at < 0) continue;
      const t = Math.floor(at / H);
      latest = { layer: index + 1, state, t, unit: firstUnit(values, t, H) };
    }
  }
  return latest;
}

/** Whether the gradients of the states are few and all finite. */
export function areGradientsShortAndFinite(layers: readonly LayerGradients[]): boolean {
  for (const { states } of layers) {
    for (const values of states.values()) if (values.length > atOnce || !areFinite(values, 0, values.length)) return false;
  }
  return true;
}

function firstUnit(values: Float64Array, t: number, H: number): number {
  return values.subarray(t * H, (t + 1) * H).findIndex((value) => !Number.isFinite(value)) + 1;
}

/** Index of the last value that is not finite from `from` on, or −1. */
function* lastIn(values: Float64Array, from: number, pace: Pace): Sliced<number> {
  for (let to = values.length; to > from; to -= atOnce) {
    const start = Math.max(from, to - atOnce);
    if (!areFinite(values, start, to)) for (let k = to - 1; k >= start; k--) if (!Number.isFinite(values[k])) return k;
    if (pace.spend(atOnce)) yield pace.progress();
  }
  return -1;
}

/** Whether the values from `from` to `to` are all finite: for these alone 0 · value is 0. Four sums, so that none waits for another. */
function areFinite(values: Float64Array, from: number, to: number): boolean {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = from;
  for (; k + 4 <= to; k += 4) {
    a += 0 * values[k];
    b += 0 * values[k + 1];
    c += 0 * values[k + 2];
    d += 0 * values[k + 3];
  }
  for (; k < to; k++) a += 0 * values[k];
  return a + b + c + d === 0;
}
