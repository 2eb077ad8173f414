/** The core against PyTorch in float64, tensor by tensor. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { backward } from "../../src/core/backward.js";
import { forward } from "../../src/core/forward.js";
import { preactivations } from "../../src/core/preactivations.js";
import { never, runToEnd } from "../../src/core/slices.js";
import { Training } from "../../src/core/training.js";
import { assertClose } from "./compare.js";
import { type Golden, type GoldenCase, goldens, modelOf } from "./goldenCase.js";

const exactly = { absolute: 1e-12, relative: 1e-10 };
const relatively = { relative: 1e-10 };
const traceOf = (golden: GoldenCase) => runToEnd(forward(modelOf(golden), never));

describe("golden: the core gives what PyTorch gives", () => {
  const all = goldens();

  it("over every cell, size and form that is asked for", () => {
    const names = new Set(all.map((golden) => golden.case.name));
    const sizes = ["1-1-1", "2-1-2", "3-4-6", "16-32-50", "8-64-200"].flatMap((size) => [`lstm-${size}-zero`, `lstm-${size}-given`]);
    for (const name of [...sizes, "gru-after-keeps", "gru-before-updates", "rnn-expression", "stack-3"]) assert.ok(names.has(name), name);
  });

  it("over the cases of cases.json as they stand there now", () => {
    const cases = JSON.parse(readFileSync("test/golden/cases.json", "utf8")) as GoldenCase[];
    const byName = new Map(all.map((golden) => [golden.case.name, golden.case]));
    assert.equal(byName.size, cases.length);
    for (const golden of cases) assert.deepEqual(byName.get(golden.name), golden);
  });

  for (const golden of all) {
    it(`${golden.case.name}: every gate, state and loss to 1e-12, and to 1e-10 of its size`, () => compareForward(golden));
    if (golden.case.preactivations)
      it(`${golden.case.name}: every z to 1e-12, and to 1e-10 of its size`, () => comparePreactivations(golden));
    if (golden.case.gradients) it(`${golden.case.name}: every gradient to 1e-10 of its size`, () => compareBackward(golden));
    if (golden.case.adam) it(`${golden.case.name}: ten Adam updates to 1e-10 of their size`, () => compareAdam(golden));
  }
});

function compareForward({ case: golden, tensors }: Golden): void {
  const trace = traceOf(golden);
  for (const [index, { quantities }] of trace.layers.entries()) {
    for (const [name, values] of quantities) assertClose(`${index}.${name}`, values, tensors.get(`${index}.${name}`), exactly);
  }
  const { loss } = trace;
  assert.equal(loss !== null, golden.loss !== undefined);
  if (loss === null) return;
  const given = [...loss.perStep].filter((_, t) => loss.given[t] === 1);
  assert.equal(given.length, loss.count);
  assertClose("loss.perStep", given, tensors.get("loss.perStep"), exactly);
  assertClose("loss.total", [loss.total], tensors.get("loss.total"), exactly);
}

function comparePreactivations({ case: golden, tensors }: Golden): void {
  const trace = traceOf(golden);
  for (const index of trace.layers.keys()) {
    const steps = Array.from({ length: trace.T }, (_, t) => preactivations(trace, index, t + 1));
    for (const name of steps[0].keys()) {
      const rows = steps.flatMap((z) => [...(z.get(name) ?? [])]);
      assertClose(`${index}.${name}`, rows, tensors.get(`${index}.${name}`), exactly);
    }
  }
}

function compareBackward({ case: golden, tensors }: Golden): void {
  const gradients = runToEnd(backward(traceOf(golden), never));
  for (const [index, layer] of gradients.layers.entries()) {
    for (const [name, values] of layer.parameters) assertClose(`${index}.d${name}`, values, tensors.get(`${index}.d${name}`), relatively);
    for (const [name, values] of layer.states) {
      assertClose(`${index}.states.${name}`, values, tensors.get(`${index}.states.${name}`), relatively);
    }
    assertClose(`${index}.dx`, layer.x, tensors.get(`${index}.dx`), relatively);
  }
}

function compareAdam({ case: golden, tensors }: Golden): void {
  const training = new Training(modelOf(golden));
  const updates = golden.adam?.updates ?? 0;
  runToEnd(training.take(updates, never));
  assertClose("adam.losses", training.losses.map(Number), tensors.get("adam.losses"), relatively);
  assert.equal(updates, 10);
  for (let t = 1; t <= updates; t++) {
    const { layers } = runToEnd(training.stateAt(t, never));
    for (const [index, { parameters, V, S }] of layers.entries()) {
      for (const [prefix, arrays] of [
        ["", parameters],
        ["V.", V],
        ["S.", S],
      ] as const) {
        for (const [name, values] of arrays) {
          const key = `adam.${t}.${prefix}${index}.${name}`;
          assertClose(key, values, tensors.get(key), relatively);
        }
      }
    }
  }
}
