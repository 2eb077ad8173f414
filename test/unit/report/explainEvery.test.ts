/** Every value of every example, and of random files of every cell, worked out again from its explanation. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { activationOf } from "../../../src/core/activation.js";
import type { Activation, Layer } from "../../../src/core/model.js";
import { preactivations } from "../../../src/core/preactivations.js";
import { Lines } from "../../../src/document/lines.js";
import { locate, typedText } from "../../../src/document/locate.js";
import { explain } from "../../../src/report/explain.js";
import type { Explanation, Link, Place, Token } from "../../../src/report/explanation.js";
import { formatTyped } from "../../../src/report/format.js";
import { chains } from "./support/evaluate.js";
import { places } from "./support/places.js";
import { type Cell, randomFile, type Shape } from "./support/randomFile.js";
import { type Traced, traceOf, workedExample } from "./support/worked.js";

/** Random files of each kind. */
const seeds = 4;

/** What the trace itself has at the place. */
function valueAt({ trace }: Traced, { layer, quantity, t, unit }: Place): number {
  const of = trace.layers[layer - 1];
  const { D, H } = of.layer;
  if (quantity === "loss") return trace.loss?.perStep[t - 1] ?? Number.NaN;
  if (quantity === "x") return of.x[(t - 1) * D + unit - 1];
  if (quantity === "y") return trace.model.targets?.values[(t - 1) * H + unit - 1] ?? Number.NaN;
  if (quantity.startsWith("z_")) return preactivations(trace, layer - 1, t).get(quantity)?.[unit - 1] ?? Number.NaN;
  if (t === 0) return (of.layer as Layer & { initial: Record<string, Float64Array> }).initial[quantity][unit - 1];
  return of.quantities.get(quantity as never)?.[(t - 1) * H + unit - 1] ?? Number.NaN;
}

function isClose(a: number, b: number, size: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b), size);
}

function allTokens({ equation, terms, usedIn, comesFrom }: Explanation): readonly Token[] {
  return [
    ...[...equation, ...usedIn].flatMap(({ left, right }) => [...left, ...right]),
    ...terms.flatMap(({ label }) => label),
    ...comesFrom.flatMap(({ symbols }) => symbols),
  ];
}

function checkEquation(traced: Traced, explanation: Explanation): void {
  const { place, equation, numbers, terms } = explanation;
  const answers = equation.flatMap(({ right }) => right).filter((token) => token.kind === "number" && token.isAnswer);
  assert.equal(answers.length, 1, "one answer");
  const [answer] = answers;
  assert.ok(answer.kind === "number");
  assert.ok(
    Object.is(numbers[answer.index], valueAt(traced, place)),
    `answer ${numbers[answer.index]} is not the trace's ${valueAt(traced, place)}`,
  );
  const size = terms.reduce((sum, { index }) => sum + Math.abs(numbers[index]), 0);
  const stations = chains(equation, explanation);
  if (terms.length > 0 && terms.length <= 6 && place.quantity !== "loss")
    assert.ok(
      stations.some(({ values }) => values.length > 1),
      "numbers are put in",
    );
  for (const { values } of stations) {
    for (const value of values) assert.ok(isClose(value, values[values.length - 1], size), `${values.join(" = ")}`);
  }
  for (const { values } of chains(explanation.usedIn, explanation)) {
    for (const value of values) assert.ok(isClose(value, values[values.length - 1], 1), `used in: ${values.join(" = ")}`);
  }
}

/** The terms add up to z, or where nothing is activated to the value; the activation makes the value of z. */
function checkTerms(traced: Traced, { place, terms, activation, numbers }: Explanation): void {
  const sum = terms.reduce((total, { index }) => total + numbers[index], 0);
  const size = terms.reduce((total, { index }) => total + Math.abs(numbers[index]), 0);
  const { layer } = traced.trace.layers[place.layer - 1];
  const z = activation && numbers[activation.z];
  if (terms.length > 0 && layer.cell !== "dense") assert.ok(isClose(sum, z ?? zBehind(traced, place), size), `terms add up to ${sum}`);
  if (!activation || z === null) return;
  assert.ok(Object.is(numbers[activation.value], valueAt(traced, place)));
  assert.ok(isClose(sum, z, size), `terms add up to ${sum}, z is ${z}`);
  const { from, to, samples, slope } = activation;
  const curve = numbers.subarray(samples.start, samples.start + samples.count);
  assert.ok(numbers[from] <= z && z <= numbers[to]);
  assert.equal(curve.length, samples.count);
  const used = activationAt(layer, place);
  if (used === null) return;
  const { value, derivative } = activationOf(used);
  assert.ok(isClose(value(z), numbers[activation.value], 1));
  assert.ok(Object.is(derivative(z), numbers[slope]));
  assert.ok(Object.is(value(numbers[from]), curve[0]) && Object.is(value(numbers[to]), curve[curve.length - 1]));
}

/** What the terms add up to where no activation is shown: the value itself, or z where the activation is the identity. */
function zBehind(traced: Traced, place: Place): number {
  return valueAt(traced, place);
}

/** Null for softmax, which is not elementwise. */
function activationAt(layer: Layer, { quantity }: Place): Activation | null {
  if (layer.cell === "rnn") return layer.activation;
  if (layer.cell === "dense") return layer.activation.kind === "named" && layer.activation.name === "softmax" ? null : layer.activation;
  return quantity === "c_tilde" || quantity === "n" ? layer.activations.candidate : layer.activations.gate;
}

function readsAs({ document }: Traced, link: Link, value: number, typed: string | undefined): void {
  assert.equal(link.kind, "source");
  if (link.kind !== "source") return;
  const text = typedText(document, link.path);
  assert.ok(text !== null, `nothing at ${link.path.join(".")}`);
  assert.ok(Object.is(Number(text), value), `${link.path.join(".")} reads ${text}, not ${value}`);
  if (typed !== undefined) assert.equal(typed, formatTyped(text));
}

function checkLinks(traced: Traced, explanation: Explanation): void {
  for (const token of allTokens(explanation)) {
    if (token.kind !== "number") continue;
    const value = explanation.numbers[token.index];
    if (token.link?.kind === "source") readsAs(traced, token.link, value, token.typed);
    else if (token.typed !== undefined) assert.equal(token.typed, "0");
    if (token.link?.kind === "value")
      assert.ok(Object.is(value, valueAt(traced, token.link.place)), `link to ${JSON.stringify(token.link.place)}`);
  }
}

/** `line 4, row 2` is the line on which the text linked to starts. */
function checkSources(traced: Traced, { comesFrom }: Explanation): void {
  const { document } = traced;
  const lines = new Lines(document.text);
  for (const { label, link } of comesFrom) {
    if (link?.kind === "value") {
      assert.match(label, new RegExp(`^(layer ${link.place.layer}, )?step ${link.place.t}$`));
      assert.ok(!Number.isNaN(valueAt(traced, link.place)) || traced.trace.notFinite !== null);
    } else if (link?.kind === "source") {
      const range = locate(document, link.path);
      assert.ok(range, `nothing at ${link.path.join(".")}`);
      assert.match(label, new RegExp(`^(initial, )?line ${lines.at(range.start).line + 1}(, row \\d+)?$`));
    } else assert.equal(label, "left out: zeros");
  }
}

function checkEvery(text: string): number {
  const traced = traceOf(text);
  let count = 0;
  for (const place of places(traced)) {
    const explanation = explain(traced.document, traced.trace, place);
    try {
      checkEquation(traced, explanation);
      checkTerms(traced, explanation);
      checkLinks(traced, explanation);
      checkSources(traced, explanation);
    } catch (error) {
      throw new Error(`${JSON.stringify(place)}: ${error instanceof Error ? error.message : error}\n${text.slice(0, 2000)}`, {
        cause: error,
      });
    }
    count++;
  }
  return count;
}

describe("report/explain: every value is explained by numbers that give it", () => {
  it("in the worked example", () => assert.equal(checkEvery(workedExample), 30));

  const examples = path.resolve("media/examples");
  for (const file of readdirSync(examples).filter((name) => name.endsWith(".lstm.json"))) {
    it(`in the example ${file}`, () => assert.ok(checkEvery(readFileSync(path.join(examples, file), "utf8")) >= 0));
  }

  const shapes: readonly [string, Shape][] = [
    ["one unit", { cells: [], D: 2, units: [1], T: 2 }],
    ["one unit, one input", { cells: [], D: 1, units: [1], T: 3 }],
    ["three units", { cells: [], D: 2, units: [3], T: 3 }],
    ["more terms than are written out", { cells: [], D: 5, units: [4], T: 2 }],
    ["one step", { cells: [], D: 1, units: [2], T: 1 }],
  ];
  for (const cell of ["lstm", "gru", "rnn", "dense"] as const satisfies readonly Cell[]) {
    for (const [name, shape] of shapes) {
      it(`in random ${cell} layers of ${name}`, () => {
        for (let seed = 1; seed <= seeds; seed++) assert.ok(checkEvery(randomFile(seed, { ...shape, cells: [cell] }, seed % 3 === 0)) > 0);
      });
    }
    if (cell === "dense") continue;
    it(`in random ${cell} layers without inputs`, () => {
      for (let seed = 1; seed <= seeds; seed++) assert.ok(checkEvery(randomFile(seed, { cells: [cell], D: 0, units: [2], T: 3 })) > 0);
    });
  }

  const stacks: readonly (readonly Cell[])[] = [
    ["lstm", "dense"],
    ["lstm", "lstm"],
    ["gru", "rnn", "dense"],
    ["rnn", "gru"],
    ["dense", "lstm"],
    ["lstm", "dense", "dense"],
  ];
  for (const cells of stacks) {
    it(`in random stacks of ${cells.join(", ")}`, () => {
      for (let seed = 1; seed <= seeds; seed++)
        assert.ok(checkEvery(randomFile(seed, { cells, D: 2, units: [2, 3, 2].slice(0, cells.length), T: 3 })) > 0);
    });
  }
});
