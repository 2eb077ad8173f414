/** Random expressions: their value against mathjs, their derivative against differences. */
import assert from "node:assert/strict";
import { all, create } from "mathjs/number";
import { isExpressionFault, parseExpression } from "../../src/core/expression.js";
import { Draw } from "./randomModels.js";

// mathjs compares within a relative 1e-12 unless told otherwise.
const math = create(all, { relTol: 1e-16, absTol: 0 });
const scope = {
  sigmoid: (z: number) => 1 / (1 + Math.exp(-z)),
  relu: (z: number) => Math.max(z, 0),
  softplus: (z: number) => Math.log1p(Math.exp(z)),
};

const calls = ["abs", "cos", "exp", "log", "relu", "sigmoid", "sign", "sin", "softplus", "sqrt", "tanh"];

/** A text of our language with as few parentheses as the draw likes, so that precedence is put to the test. */
function text(draw: Draw, depth: number): string {
  const part = () => text(draw, depth - 1);
  const kind = depth === 0 ? draw.int(0, 1) : draw.int(0, 9);
  switch (kind) {
    case 0:
      return draw.pick(["0", "1", "2", "0.5", "3.25", "1e-1", "pi", "e"]);
    case 1:
      return "z";
    case 2:
      return `-${part()}`;
    case 3:
      return `${draw.pick(calls)}(${part()})`;
    case 4:
      return `${draw.pick(["max", "min"])}(${part()}, ${part()})`;
    case 5:
      return `(${part()})`;
    case 6:
      return `(${part()} ${draw.pick(["<", ">", "<=", ">="])} ${part()} ? ${part()} : ${part()})`;
    default:
      return `${part()} ${draw.pick(["+", "-", "*", "/", "^"])} ${part()}`;
  }
}

function read(source: string) {
  const expression = parseExpression(source, ["z"]);
  if (isExpressionFault(expression)) throw new Error(`${source}: ${expression.message}`);
  return expression;
}

const isNear = (a: number, b: number, relative: number) =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= relative * Math.max(1, Math.abs(a), Math.abs(b));

describe("property: expressions", () => {
  const sources = Array.from({ length: 1500 }, (_, seed) => text(new Draw(seed), 4)).filter((source) => source.length <= 1000);

  it(`have the value that mathjs gives them, over ${sources.length} random ones`, () => {
    let finite = 0;
    for (const source of sources) {
      const expression = read(source);
      const compiled = math.compile(source);
      for (const z of [-1.3, 0, 0.4, 2.1]) {
        const ours = expression.value(z);
        const theirs = Number(compiled.evaluate({ ...scope, z }));
        assert.ok(isNear(ours, theirs, 1e-12), `${source} at ${z}: ${ours}, mathjs ${theirs}`);
        if (Number.isFinite(ours)) finite++;
      }
    }
    assert.ok(finite > sources.length * 2, `${finite} finite`);
  });

  it("have the slope that differences of their value give, where those settle", () => {
    let compared = 0;
    let lost = 0;
    for (const source of sources) {
      const expression = read(source);
      for (const z of [-1.3, 0.4, 2.1]) {
        const slope = (step: number) => (expression.value(z + step) - expression.value(z - step)) / (2 * step);
        const [coarse, fine] = [slope(1e-4), slope(1e-5)];
        // Kinks, poles and rounding: no derivative to compare with.
        if (!Number.isFinite(coarse) || Math.abs(coarse) > 1e4 || !isNear(coarse, fine, 1e-6)) continue;
        const sides = [expression.value(z + 1e-5) - expression.value(z), expression.value(z) - expression.value(z - 1e-5)];
        if (!isNear(sides[0] / 1e-5, sides[1] / 1e-5, 1e-2)) continue;
        compared++;
        // An infinity inside, as of max(2 / 0, z), has no slope in doubles although the whole has one.
        if (Number.isNaN(expression.derivative(z))) {
          lost++;
          continue;
        }
        assert.ok(isNear(expression.derivative(z), fine, 1e-4), `${source} at ${z}: ${expression.derivative(z)}, differences give ${fine}`);
      }
    }
    assert.ok(compared > sources.length, `${compared} compared`);
    assert.ok(lost < compared / 50, `${lost} of ${compared} lost`);
  });
});
