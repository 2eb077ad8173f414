/** Unroll itself, through the functions its panel and command line call. */
import { adamInto } from "../../../src/core/adam.js";
import { backward } from "../../../src/core/backward.js";
import { forward } from "../../../src/core/forward.js";
import type { Model, Optimizer, Parameter } from "../../../src/core/model.js";
import { Pace } from "../../../src/core/pace.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { statePair } from "../../../src/core/statePair.js";
import { outputOf } from "../../../src/core/trace.js";
import { Training } from "../../../src/core/training.js";
import { type Contestant, type Problem, settings } from "../problem.mjs";

const gates = ["f", "i", "c", "o"];
const optimizer: Optimizer = { ...settings, epsilonRule: "outside", t: 0, V: [], S: [] };

/** The problem as the reader of a file would hand it over. */
function modelOf({ D, H, T, W, U, b, X, Y }: Problem): Model {
  const part = (name: string, matrix: Float64Array, cols: number, k: number): [string, Parameter] => {
    const values = matrix.slice(k * H * cols, (k + 1) * H * cols);
    return [`${name}_${gates[k]}`, { name: `${name}_${gates[k]}`, rows: H, cols, isVector: name === "b", values }];
  };
  const named = (name: "sigmoid" | "tanh") => ({ kind: "named", name }) as const;
  const parameters = new Map(gates.flatMap((_, k) => [part("W", W, D, k), part("U", U, H, k), part("b", b, 1, k)]));
  const initial = { h: new Float64Array(H), c: new Float64Array(H) };
  const activations = { gate: named("sigmoid"), candidate: named("tanh"), output: named("tanh") };
  return {
    layers: [{ cell: "lstm", D, H, parameters, initial, activations }],
    T,
    inputs: X,
    targets: { values: Y, given: new Uint8Array(T).fill(1) },
    loss: { kind: { kind: "named", name: "mse" }, reduction: "mean" },
    optimizer,
    given: null,
  };
}

/** W, U and b one after the other, gate by gate. */
function rowsOf(parameters: ReadonlyMap<string, Float64Array>): number[] {
  return ["W", "U", "b"].flatMap((letter) => gates.flatMap((gate) => [...(parameters.get(`${letter}_${gate}`) ?? [])]));
}

export function create(problem: Problem): Contestant {
  const model = modelOf(problem);
  const gradients = () => runToEnd(backward(runToEnd(forward(model, never)), never));
  const atHand = gradients().layers.map(({ parameters }) => parameters);
  let [before, after] = statePair(model);
  const training = new Training(model);
  return {
    forward: () => runToEnd(forward(model, never)),
    gradients,
    adam() {
      runToEnd(adamInto(after, optimizer, before, atHand, new Pace(never, 1)));
      [before, after] = [{ ...after, t: before.t + 1 }, before];
    },
    epoch: () => runToEnd(training.take(1, never)),
    values() {
      const h = outputOf(runToEnd(forward(model, never)).layers[0]);
      runToEnd(training.take(1, never));
      return { h, gradient: rowsOf(atHand[0]), updated: rowsOf(training.state.layers[0].parameters) };
    },
  };
}
