/** Insights into gradients, and the order in which all of them are told. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { never, runToEnd } from "../../../../src/core/slices.js";
import { cutGradients } from "../../../../src/report/insights/cut.js";
import { fadingGradients } from "../../../../src/report/insights/fading.js";
import { insights } from "../../../../src/report/insights/insights.js";
import { gradientNotFinite } from "../../../../src/report/insights/notFinite.js";
import { lossOf, lstm, modelOf, type Numbers, rnn, traceOf } from "../../core/models.js";
import { gradientsOf, ofGradients, read, still } from "../support/insights.js";
import { traceOf as traceOfText } from "../support/worked.js";

/** h_t = w·h_{t−1} over T steps with the loss ŷ at the last: ∂L/∂h_t = w^(T−t). */
const power = (w: number, T: number) =>
  modelOf({
    layers: [rnn(0, 1, { U_h: w }, { h: [1] }, "linear")],
    T,
    targets: Array.from({ length: T }, (_, k) => (k === T - 1 ? [0] : null)),
    loss: lossOf("yhat - y", "sum"),
  });

describe("the gradient's way back", () => {
  it("is told where it falls below 1e-6 of its end value: 0.005³ = 1.25e-7", () => {
    const [told, ...others] = ofGradients(fadingGradients, power(0.005, 6));
    assert.equal(read(told), "‖∂L/∂h‖ is below 1e−6 of its end value from t = 3 back: 1.25e−7 against 1 at t = 6");
    assert.deepEqual([told.kind, told.place], ["vanished", { layer: 1, quantity: "h", t: 3, unit: 1 }]);
    assert.deepEqual(others, []);
    assert.deepEqual(ofGradients(fadingGradients, power(0.005, 3)), [], "0.005² = 2.5e-5");
  });

  it("is told where it is first above 1e6: 100³ is not, 100⁴ = 1e8 is", () => {
    const [told] = ofGradients(fadingGradients, power(100, 6));
    assert.equal(read(told), "‖∂L/∂h‖ is above 1e6 from t = 2 back: 1e8 against 1 at t = 6");
    assert.equal(told.kind, "exploded");
    assert.deepEqual(ofGradients(fadingGradients, power(100, 4)), []);
  });

  it("ends at the last step that has a gradient, not at T", () => {
    const model = { ...power(0.005, 6), targets: { values: new Float64Array(6), given: Uint8Array.of(0, 0, 0, 1, 0, 0) } };
    const [told] = ofGradients(fadingGradients, model);
    assert.equal(read(told), "‖∂L/∂h‖ is below 1e−6 of its end value from t = 1 back: 1.25e−7 against 1 at t = 4");
  });

  it("is told where it is no number any more", () => {
    const [told] = gradientNotFinite(gradientsOf(power(1e100, 5)));
    assert.equal(read(told), "∂L/∂h of unit 1 is not finite from t = 1 back");
    assert.deepEqual(gradientNotFinite(gradientsOf(power(1, 5))), []);
  });
});

describe("a forget gate that cuts", () => {
  /** Nothing feeds back through h, so ∂L/∂c_{t−1} = f_t·∂L/∂c_t but for targets; σ(−4) = 0.01799. */
  const gated = (b_f: number, targets: readonly (readonly number[] | null)[], more: Numbers = {}) =>
    modelOf({ layers: [lstm(1, 1, { ...still(1), W_c: 1, ...more, b_f })], inputs: [[1], [1]], targets });

  it("is told with f_t, ∂L/∂c_t and ∂L/∂c_{t−1}, which is their product", () => {
    const gradients = gradientsOf(gated(-4, [null, [0]]));
    const [told, ...others] = runToEnd(cutGradients(gradients, never));
    // c̃ = tanh 1, i = o = ½: c_2 = 0.3876, h_2 = 0.1847, ∂L/∂c_2 = 2·h_2·½·(1 − tanh² c_2) = 0.1595
    assert.equal(read(told), "f_2 = 0.018 of unit 1 cuts the gradient: ∂L/∂c_2 = 0.159, ∂L/∂c_1 = 0.00287");
    assert.deepEqual([told.kind, told.place], ["cut", { layer: 1, quantity: "f", t: 2, unit: 1 }]);
    const [f, after, before] = told.numbers;
    assert.ok(Math.abs(f - 1 / (1 + Math.exp(4))) < 1e-15);
    assert.ok(after > 0 && Math.abs(before - f * after) < 1e-18);
    assert.deepEqual(others, []);
  });

  it("is none where f lets a twentieth through, or a target at t−1 makes up for it", () => {
    assert.deepEqual(ofGradients(cutGradients, gated(-2.9, [null, [0]])), [], "σ(−2.9) = 0.052");
    assert.deepEqual(ofGradients(cutGradients, gated(-4, [[0], [0]])), []);
  });

  it("is none where f is negative but not near 0", () => {
    // A linear gate of −0.5 halves ∂L/∂c_2, and a target at t = 1 nearly makes up for it: little is left, but not by the gate's doing.
    const gate = { gate: "z < 0 ? z : 1 / (1 + exp(-z))" };
    const model = (b_f: number, y: number) =>
      modelOf({ layers: [lstm(1, 1, { ...still(1), W_c: 1, b_f }, {}, gate)], inputs: [[1], [1]], targets: [[y], [0]] });
    const slopes = (y: number) => gradientsOf(model(-0.5, y)).layers[0].states.get("c") ?? new Float64Array();
    const [, first, second] = slopes(0.13);
    assert.ok(Math.abs(first) < 0.1 * Math.abs(second), `${first} ${second}`);
    assert.deepEqual(ofGradients(cutGradients, model(-0.5, 0.13)), []);
  });

  it("counts the other cuts, and tells the one with the most to lose", () => {
    const layer = lstm(1, 2, { ...still(2), W_c: [[1], [0.1]], b_f: [-4, -4] });
    const [told] = ofGradients(cutGradients, modelOf({ layers: [layer], inputs: [[1], [1]], targets: [null, [0, 0]] }));
    assert.match(read(told), / of unit 1 cuts .*, and 1 more cut$/);
  });
});

describe("all insights", () => {
  const example = (name: string) => traceOfText(readFileSync(`media/examples/${name}.lstm.json`, "utf8")).trace;

  it("are told in the order of their weight", () => {
    // h_t = 0.005·h_{t−1} while x is 0
    const model = { ...power(0.005, 6), layers: [rnn(1, 1, { W_h: 1, U_h: 0.005 }, { h: [1] }, "linear")], inputs: new Float64Array(6) };
    const { notable } = runToEnd(insights(traceOf(model), gradientsOf(model), never));
    assert.deepEqual(
      notable.map(({ kind }) => kind),
      ["vanished", "zeroInput"],
    );
    const still = runToEnd(insights(example("memory-4"), null, never));
    assert.deepEqual(
      still.notable.map(({ kind }) => kind),
      ["saturated", "saturated", "forgets", "neverForgets"],
    );
    assert.deepEqual(
      still.gates.map(({ quantity }) => quantity),
      ["f", "i", "o"],
    );
  });

  it("say nothing of the worked example but the facts, and of zero-input that h changes all the same", () => {
    assert.deepEqual(runToEnd(insights(example("worked-example"), null, never)).notable, []);
    const { notable } = runToEnd(insights(example("zero-input"), null, never));
    assert.deepEqual(notable.map(read), ["h changes at 8 of 8 steps with x = 0: h_0 = 0.5000, h_1 = 0.5348"]);
  });

  it("give the thread back when asked to", () => {
    const many = traceOf({ ...power(1, 40_000), targets: null });
    const work = insights(many, null, () => true);
    let pauses = 0;
    while (!work.next().done) pauses++;
    assert.ok(pauses > 1, String(pauses));
  });
});
