/** Every number of the backward pass of every example, and of random files of every cell, worked out again from its explanation. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { backward, type Gradients } from "../../../src/core/backward.js";
import { exactUnits, factors } from "../../../src/core/factors.js";
import { norm } from "../../../src/core/linear.js";
import { SharesOf, stepShare } from "../../../src/core/shares.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { type StepParts, stepParts } from "../../../src/core/stepParts.js";
import { quantityOf } from "../../../src/core/trace.js";
import { typedText } from "../../../src/document/locate.js";
import { explainGradient, type GradientExplanation } from "../../../src/report/explainGradient.js";
import type { Token } from "../../../src/report/explanation.js";
import type { GradientKind, GradientPlace } from "../../../src/report/gradientPlace.js";
import { chains, valueOfTokens } from "./support/evaluate.js";
import { gradientPlaces } from "./support/gradientPlaces.js";
import { type Cell, randomFile } from "./support/randomFile.js";
import { type Traced, traceOf, workedExample } from "./support/worked.js";

/** Random files of each kind. */
const seeds = 6;

interface Known extends Traced {
  readonly gradients: Gradients;
  readonly byLayer: readonly StepParts[];
}

function knownOf(text: string): Known | null {
  const traced = traceOf(text);
  if (traced.trace.loss === null) return null;
  const gradients = runToEnd(backward(traced.trace, never));
  const byLayer = gradients.layers.map((_, layer) => runToEnd(stepParts(gradients, layer, never)));
  return { ...traced, gradients, byLayer };
}

/** What the backward pass itself has at the place. */
function valueAt({ trace, gradients, byLayer }: Known, { kind, layer, name, t, row, col }: GradientPlace): number {
  const of = gradients.layers[layer - 1];
  const { D, H, parameters } = of.layer;
  const at = (row - 1) * (parameters.get(name)?.cols ?? 1) + col - 1;
  const later = (): Float64Array => {
    const steps = new SharesOf(gradients, layer - 1);
    steps.at(t + 1);
    return steps.laterAlone(t + 1).get(name) ?? assert.fail(name);
  };
  const states = (): Float64Array => {
    if (name === "x") return of.x.subarray((t - 1) * D, t * D);
    if (name === "yhat") return (of.yhat ?? assert.fail()).subarray((t - 1) * H, t * H);
    return (of.states.get(name as "h") ?? assert.fail(name)).subarray(t * H, (t + 1) * H);
  };
  const values: Readonly<Record<GradientKind, () => number | undefined>> = {
    state: () => states()[row - 1],
    norm: () => norm(states()),
    later: () => later()[row - 1],
    laterNorm: () => norm(later()),
    z: () => stepShare(gradients, layer - 1, t).z.get(name)?.[row - 1],
    part: () => stepShare(gradients, layer - 1, t).parameters.get(name)?.[at],
    entry: () => of.parameters.get(name)?.[at],
    parameterNorm: () => norm(of.parameters.get(name) ?? assert.fail(name)),
    share: () => byLayer[layer - 1].shares.get(name)?.[t - 1],
    shares: () => byLayer[layer - 1].shares.get(name)?.reduce((sum, share) => sum + share, 0),
    factor: () => byLayer[layer - 1].factor?.[t - 1],
    through: () => Math.exp(runToEnd(factors(trace, layer - 1, never)).logToEnd[0]),
    mean: () =>
      quantityOf(trace.layers[layer - 1], "f")
        .subarray((t - 1) * H, t * H)
        .reduce((sum, f) => sum + f, 0) / H,
    growth: () => runToEnd(factors(trace, layer - 1, never)).growth,
    loss: () => trace.loss?.total,
  };
  return values[kind]() ?? assert.fail(`nothing at ${JSON.stringify({ kind, layer, name, t, row, col })}`);
}

function isClose(a: number, b: number, size: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(b), size) || (Math.abs(a) < 1e-290 && Math.abs(b) < 1e-290);
}

const texts = (explanation: GradientExplanation): string =>
  explanation.equation
    .map(({ left, right }) =>
      [...left, ...right].map((token) => (token.kind === "number" ? explanation.numbers[token.index] : token.text)).join(""),
    )
    .join("\n");

function checkOne(known: Known, place: GradientPlace): GradientExplanation {
  const explanation = runToEnd(explainGradient(known, place, never));
  const { equation, numbers, terms } = explanation;
  const answers = equation.flatMap(({ right }) => right).filter((token) => token.kind === "number" && token.isAnswer);
  assert.equal(answers.length, 1, "one answer");
  const [answer] = answers;
  assert.ok(answer.kind === "number");
  const value = valueAt(known, place);
  const size = terms.reduce((sum, { index }) => sum + Math.abs(numbers[index]), 0);
  assert.ok(isClose(numbers[answer.index], value, size), `the answer is ${numbers[answer.index]}, shown is ${value}`);
  const stations = chains(equation, explanation).flatMap(({ values }) => values);
  for (const station of stations) assert.ok(isClose(station, value, size), `${station} is not ${value}`);
  if (terms.length === 0 && stations.length < 2)
    assert.ok(
      value === 0 || Number.isNaN(value) || equation[0].right.some((token) => token.kind === "text" && token.text === "0"),
      "numbers are put in",
    );
  checkTerms(explanation, value, size);
  checkLinks(known, explanation);
  return explanation;
}

/** The terms add up to the number; those of a norm to its square. */
function checkTerms(explanation: GradientExplanation, value: number, size: number): void {
  const { terms, numbers } = explanation;
  const { kind } = explanation.place;
  if (terms.length === 0) return;
  for (const term of terms) {
    const own = term.numbers === undefined ? null : valueOfTokens(term.numbers, explanation);
    if (own !== null) assert.ok(isClose(own, numbers[term.index], size), `the term's numbers give ${own}`);
    if (terms.length > 6 && term.count === 1 && term.label.length > 2) assert.ok(term.numbers !== undefined, "numbers are put in");
  }
  const sum = terms.reduce((total, { index }) => total + numbers[index], 0);
  if (kind === "through") assert.ok(isClose(10 ** sum, value, value * 100), `10^${sum} is not ${value}`);
  if (kind === "through") return;
  const whole = kind === "norm" || kind === "laterNorm" || kind === "parameterNorm" ? value * value : value;
  assert.ok(isClose(sum, whole, size), `the terms add up to ${sum}, not to ${whole}`);
  assert.ok(terms.length <= 8, "a long sum is folded");
}

function checkLinks(known: Known, { equation, numbers }: GradientExplanation): void {
  for (const token of equation.flatMap(({ right }): readonly Token[] => right)) {
    if (token.kind !== "number" || token.link === undefined) continue;
    const value = numbers[token.index];
    // A reach is linked to by its logarithm.
    if (token.link.kind === "gradient" && token.link.place.kind !== "through")
      assert.ok(isClose(value, valueAt(known, token.link.place), 0), `the link to ${JSON.stringify(token.link.place)}`);
    if (token.link.kind === "source") assert.equal(Number(typedText(known.document, token.link.path)), value);
  }
}

function checkEvery(text: string): number {
  const known = knownOf(text);
  if (known === null) return 0;
  let count = 0;
  for (const place of gradientPlaces(known.gradients)) {
    try {
      checkOne(known, place);
    } catch (error) {
      const written = (() => {
        try {
          return texts(runToEnd(explainGradient(known, place, never)));
        } catch {
          return "";
        }
      })();
      throw new Error(`${JSON.stringify(place)}: ${error instanceof Error ? error.message : error}\n${written}\n${text.slice(0, 3000)}`, {
        cause: error,
      });
    }
    count++;
  }
  return count;
}

describe("report/explainGradient: every gradient is explained by numbers that give it", () => {
  it("in the worked example", () => assert.ok(checkEvery(workedExample) > 100));

  const examples = path.resolve("media/examples");
  for (const file of readdirSync(examples).filter((name) => name.endsWith(".lstm.json"))) {
    it(`in the example ${file}`, () => assert.ok(checkEvery(readFileSync(path.join(examples, file), "utf8")) >= 0));
  }

  for (const cell of ["lstm", "gru", "rnn", "dense"] as const satisfies readonly Cell[]) {
    for (const [name, units, T] of [
      ["one unit", 1, 3],
      ["three units", 3, 3],
      ["more steps than are written out", 2, 9],
    ] as const) {
      it(`in random ${cell} layers of ${name}`, () => {
        let count = 0;
        for (let seed = 1; seed <= seeds; seed++) count += checkEvery(randomFile(seed, { cells: [cell], D: 2, units: [units], T }));
        assert.ok(count > 100);
      });
    }
  }

  for (const cells of [
    ["lstm", "dense"],
    ["lstm", "lstm"],
    ["gru", "rnn", "dense"],
    ["dense", "gru"],
    ["lstm", "dense", "dense"],
  ] as const satisfies readonly (readonly Cell[])[]) {
    it(`in random stacks of ${cells.join(", ")}`, () => {
      let count = 0;
      for (let seed = 1; seed <= seeds; seed++)
        count += checkEvery(randomFile(seed, { cells, D: 2, units: [2, 3, 2].slice(0, cells.length), T: 3 }));
      assert.ok(count > 100);
    });
  }

  it(`in a layer of more than ${exactUnits} units`, () =>
    assert.ok(checkEvery(randomFile(3, { cells: ["lstm"], D: 2, units: [exactUnits + 3], T: 2 })) > 100));
});
