/** Finds where a trace first stops being finite. */
import type { Pace } from "./pace.js";
import type { Sliced } from "./slices.js";
import type { LayerTrace, NotFinite } from "./trace.js";

/** The earliest step with a value that is NaN or infinite, in its lowest layer, first quantity and first unit; null where all are finite. */
export function* firstNotFinite(layers: readonly LayerTrace[], T: number, pace: Pace): Sliced<NotFinite | null> {
  let earliest: NotFinite | null = null;
  for (const [index, { layer, quantities }] of layers.entries()) {
    const { H } = layer;
    for (const [quantity, values] of quantities) {
      // An equal step goes to what was found before: the lower layer, the earlier quantity.
      const steps: number = earliest === null ? T : earliest.t - 1;
      const at = yield* firstIn(values, steps * H, pace);
      if (at >= 0) earliest = { layer: index + 1, quantity, t: Math.floor(at / H) + 1, unit: (at % H) + 1 };
    }
  }
  return earliest;
}

/** Index of the first value that is not finite among the first `length`, or −1. */
function* firstIn(values: Float64Array, length: number, pace: Pace): Sliced<number> {
  const block = 4096;
  for (let from = 0; from < length; from += block) {
    const to = Math.min(from + block, length);
    for (let k = from; k < to; k++) if (!Number.isFinite(values[k])) return k;
    if (pace.spend(block)) yield pace.progress();
  }
  return -1;
}
