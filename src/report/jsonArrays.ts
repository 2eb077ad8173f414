/** Arrays of numbers as JSON. */
import type { Parameters } from "../core/model.js";
import { exactJson } from "./format.js";

/** [0.2330407,-1] */
export function rowText(values: Float64Array): string {
  let text = "[";
  for (let k = 0; k < values.length; k++) text += k === 0 ? exactJson(values[k]) : `,${exactJson(values[k])}`;
  return `${text}]`;
}

/** `{ "W": [[…]], "b": […] }`: arrays by parameter name, each in its parameter's shape. A row a piece, so that large matrices are no one string. */
export function* byParameterPieces(arrays: ReadonlyMap<string, Float64Array>, parameters: Parameters): Generator<string, void, void> {
  let before = "{";
  for (const [name, values] of arrays) {
    yield `${before} ${JSON.stringify(name)}: `;
    before = ",";
    const { isVector, cols } = parameters.get(name) ?? { isVector: true, cols: 1 };
    if (isVector) yield rowText(values);
    else {
      yield "[";
      for (let from = 0; from < values.length; from += cols) yield (from === 0 ? "" : ",") + rowText(values.subarray(from, from + cols));
      yield "]";
    }
  }
  yield before === "{" ? "{}" : " }";
}
