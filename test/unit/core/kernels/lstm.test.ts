/** The kernels of the LSTM against the reference, bit for bit. */
import assert from "node:assert/strict";
import { backwardLayer } from "../../../../src/core/backward.js";
import { forward, forwardLayer } from "../../../../src/core/forward.js";
import { backwardAtOnce, backwardByKernels, forwardAtOnce, forwardByKernels } from "../../../../src/core/kernels/choose.js";
import type { LstmLayer, Model } from "../../../../src/core/model.js";
import { Pace } from "../../../../src/core/pace.js";
import { preactivations } from "../../../../src/core/preactivations.js";
import { never, runToEnd } from "../../../../src/core/slices.js";
import type { LayerTrace, Trace } from "../../../../src/core/trace.js";
import { assertSameBits, randomModel, randomNumbers, sizes } from "./randomLstm.js";

const pace = () => new Pace(never, 1);

function byKernels({ layers, inputs, T }: Model): LayerTrace {
  const trace = runToEnd(forwardByKernels(layers[0], inputs, T, pace()));
  assert.ok(trace, "the kernels ran");
  return trace;
}

const byReference = ({ layers, inputs, T }: Model) => runToEnd(forwardLayer(layers[0], inputs, T, pace()));

/** The trace of a one-layer model around what the reference gives. */
const traceOf = (model: Model): Trace => ({ model, T: model.T, layers: [byReference(model)], loss: null, notFinite: null });

/** In slices, and at one go where the model is small. */
function assertSameGradients(model: Model, above: Float64Array): void {
  const trace = traceOf(model);
  const [layer] = trace.layers;
  const sliced = runToEnd(backwardByKernels(layer, model.T, above, pace()));
  assert.ok(sliced, "the kernels ran");
  const expected = runToEnd(backwardLayer(trace, 0, above, pace()));
  for (const actual of [sliced, backwardAtOnce(layer, model.T, above, pace())]) {
    if (actual === null) continue;
    assertSameBits(actual.parameters, expected.parameters);
    assertSameBits(actual.states, expected.states);
    assertSameBits(new Map([["x", actual.x]]), new Map([["x", expected.x]]));
    assert.equal(actual.yhat, null);
  }
}

/** In slices, and at one go where the model is small. */
function assertSameGates(model: Model): void {
  const expected = byReference(model).quantities;
  assertSameBits(byKernels(model).quantities, expected);
  const atOnce = forwardAtOnce(model.layers[0], model.inputs, model.T, pace());
  if (atOnce !== null) assertSameBits(atOnce.quantities, expected);
}

/** Weights that leave the gates open and weights that close them; for larger layers, which take longer, something between. */
const scalesFor = (H: number) => (H < 20 ? [0.5, 3] : [1]);

describe("core: the LSTM by the kernels", () => {
  for (const [D, H, T] of sizes) {
    it(`gives every gate and state of the reference at D = ${D}, H = ${H}, T = ${T}`, () => {
      for (const scale of scalesFor(H)) {
        assertSameGates(randomModel(D, H, T, D + 31 * H, { scale }));
      }
    });

    it(`gives every gradient of the reference at D = ${D}, H = ${H}, T = ${T}`, () => {
      for (const scale of scalesFor(H)) {
        assertSameGradients(randomModel(D, H, T, D + 37 * H, { scale }), randomNumbers(H)(T * H));
      }
    });
  }

  it("counts a bias that is left out as zeros, in both directions", () => {
    const model = randomModel(3, 5, 6, 4, { biases: false });
    assertSameGates(model);
    assertSameGradients(model, randomNumbers(5)(30));
  });

  it("gives the reference's bits at saturated gates, denormals, ±1e300, infinities and NaN", () => {
    const extremes = [0, -0, 5e-324, -1e-310, 1e-200, 0.3, -0.55, 0.55, 19, -40, 708, -709.5, -745, -750, 800, 1e300, -1e300];
    const model = { ...randomModel(1, 3, extremes.length, 9), inputs: Float64Array.from(extremes) };
    assertSameGates(model);
    assertSameGradients(model, randomNumbers(3)(3 * extremes.length));
    for (const last of [Number.POSITIVE_INFINITY, Number.NaN]) {
      const notFinite = { ...model, inputs: Float64Array.from([...extremes.slice(1), last]) };
      assertSameGates(notFinite);
    }
  });

  it("flushes what it carries below 1e-300 as the reference does", () => {
    const T = 40;
    const above = new Float64Array(2 * T);
    above[2 * T - 1] = 1e-290;
    assertSameGradients(randomModel(2, 2, T, 6, { scale: 0.2 }), above);
  });

  it("has the very z that preactivations gives: σ and tanh of it are the gates", () => {
    const model = randomModel(6, 10, 12, 3);
    const trace = runToEnd(forward(model, never));
    const gates = byReference(model).quantities;
    const z = preactivations(trace, 0, 12);
    assert.deepEqual([...z.keys()], ["z_f", "z_i", "z_c", "z_o"]);
    assertSameBits(trace.layers[0].quantities, gates);
  });

  it("is what forward uses: the trace's layer comes from the kernels", () => {
    const model = randomModel(4, 6, 5, 8);
    const trace = runToEnd(forward(model, never));
    assertSameBits(trace.layers[0].quantities, byKernels(model).quantities);
    assert.equal(trace.layers[0].x, model.inputs);
    assert.equal(trace.layers[0].layer, model.layers[0]);
  });

  it("takes small passes at one go: up to a call's work, and no sum longer than a tile adds", () => {
    const isAtOnce = (D: number, H: number, T: number): boolean => {
      const { layers, inputs } = randomModel(D, H, T, 1);
      const counted = pace();
      const trace = forwardAtOnce(layers[0], inputs, T, counted);
      const gradients = trace && backwardAtOnce(trace, T, new Float64Array(T * H), counted);
      assert.equal(gradients === null, trace === null);
      assert.equal(counted.done, trace === null ? 0 : 2 * T);
      return trace !== null;
    };
    assert.deepEqual(
      [
        [2, 1, 2],
        [0, 1, 3],
        [8, 16, 64],
        [3, 64, 20],
        [2, 2, 256],
        [256, 1, 4],
      ].map(([D, H, T]) => isAtOnce(D, H, T)),
      [true, true, true, true, true, true],
    );
    assert.deepEqual(
      [
        [3, 65, 2],
        [2, 2, 257],
        [257, 1, 4],
        [8, 40, 200],
      ].map(([D, H, T]) => isAtOnce(D, H, T)),
      [false, false, false, false],
    );
  });

  it("leaves to the reference what is not the textbook's form", () => {
    const { layers, inputs, T } = randomModel(2, 3, 4, 5);
    const layer = layers[0] as LstmLayer;
    const peephole = { name: "p_f", rows: 3, cols: 1, isVector: true, values: new Float64Array(3) };
    const linear = { kind: "named", name: "linear" } as const;
    const others: readonly LstmLayer[] = [
      { ...layer, parameters: new Map([...layer.parameters, ["p_f", peephole]]) },
      { ...layer, parameters: new Map([...layer.parameters].filter(([name]) => name !== "U_o")) },
      { ...layer, activations: { ...layer.activations, output: linear } },
      { ...layer, activations: { ...layer.activations, gate: linear } },
      { ...layer, activations: { ...layer.activations, candidate: linear } },
    ];
    for (const other of others) {
      assert.equal(runToEnd(forwardByKernels(other, inputs, T, pace())), null);
      assert.equal(forwardAtOnce(other, inputs, T, pace()), null);
    }
  });
});
