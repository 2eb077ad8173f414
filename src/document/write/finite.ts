/** Finds what a file cannot hold: JSON has no number that is not finite. */
import type { AdamState } from "../../core/adam.js";
import type { Model, Parameter } from "../../core/model.js";
import type { Sliced } from "../../core/slices.js";
import type { Pen } from "./pen.js";

/** Why the state cannot be written, or null; the state is one of `model`. */
export function* refusalOf(pen: Pen, state: AdamState, { given, layers }: Model): Sliced<string | null> {
  if (!Number.isSafeInteger(state.t)) return `t is ${state.t}; a file counts updates up to ${Number.MAX_SAFE_INTEGER}`;
  for (const [index, layer] of state.layers.entries()) {
    const suffix = state.layers.length > 1 ? ` of layer ${index + 1}` : "";
    for (const [what, arrays] of [
      ["", layer.parameters],
      [" in V", layer.V],
      [" in S", layer.S],
    ] as const) {
      for (const [name, values] of arrays) {
        const at = yield* firstNotFinite(pen, values);
        if (at < 0) continue;
        const shape = (given ?? layers[index]).parameters.get(name);
        return `${placeOf(at, shape)} of ${name}${what}${suffix} is ${values[at]}; a file holds finite numbers only`;
      }
    }
  }
  return null;
}

/** `number 2` of a vector, `row 1, column 2` of a matrix. */
function placeOf(at: number, shape: Parameter | undefined): string {
  if (shape === undefined || shape.isVector) return `number ${at + 1}`;
  return `row ${Math.floor(at / shape.cols) + 1}, column ${(at % shape.cols) + 1}`;
}

/** Index of the first value that is NaN or infinite, or −1. */
function* firstNotFinite(pen: Pen, values: Float64Array): Sliced<number> {
  for (let at = 0; at < values.length; at++) {
    if (!Number.isFinite(values[at])) return at;
    if (pen.isDue(1)) yield pen.progress;
  }
  return -1;
}
