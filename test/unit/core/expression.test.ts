/** Expressions: what is allowed and computed, how they differentiate, and how hostile ones end. */
import assert from "node:assert/strict";
import { type Expression, functionNames, isExpressionFault, parseExpression } from "../../../src/core/expression.js";
import { hostileExpressions } from "./hostileExpressions.js";

function read(source: string, variables: readonly string[] = ["z"]): Expression {
  const result = parseExpression(source, variables);
  if (isExpressionFault(result)) throw new Error(`${source}: ${result.message} at ${result.offset}`);
  return result;
}

function faultOf(source: string, variables: readonly string[] = ["z"]): { message: string; offset: number } {
  const result = parseExpression(source, variables);
  assert.ok(isExpressionFault(result), `${source.slice(0, 60)} was taken for an expression`);
  return result;
}

describe("core/expression", () => {
  describe("gives the value", () => {
    const cases: readonly [string, number, number][] = [
      ["z", 3, 3],
      ["1 + 2 * 3", 0, 7],
      ["(1 + 2) * 3", 0, 9],
      ["7 - 2 - 1", 0, 4],
      ["8 / 4 / 2", 0, 1],
      ["2^3^2", 0, 512],
      ["-2^2", 0, -4],
      ["2^-1", 0, 0.5],
      ["-z^2", 3, -9],
      ["--z", 3, 3],
      ["+z", 3, 3],
      ["2 * -z", 3, -6],
      ["1.5e2 + .5 + 1.", 0, 151.5],
      ["1E-3", 0, 0.001],
      ["z < 1", 0, 1],
      ["z < 1", 1, 0],
      ["z <= 1", 1, 1],
      ["z >= 1", 1, 1],
      ["z > 1", 1, 0],
      ["z == 1", 1, 1],
      ["z != 1", 1, 0],
      ["z > 0 ? z : 0.1 * z", 2, 2],
      ["z > 0 ? z : 0.1 * z", -2, -0.2],
      ["z > 1 ? 1 : z < -1 ? -1 : z", -5, -1],
      ["(z > 0) + (z > 1)", 2, 2],
      ["max(z, 1, 2)", 0, 2],
      ["min(z, 1, 2)", 0, 0],
      ["pi", 0, Math.PI],
      ["e^z", 1, Math.E],
      ["log(e)", 0, 1],
      ["sign(z) * sqrt(abs(z))", -4, -2],
      ["2 × z − 6 ÷ 3 · 1", 2, 2],
      ["z ≥ 1 ? 1 : 0", 1, 1],
      [" z\n+\t1 ", 1, 2],
      ["sigmoid(z) - 0.5", 0, 0],
      ["z / (1 + abs(z))", -1, -0.5],
      ["relu(z) + softplus(z)", 0, Math.log(2)],
      ["sin(z)^2 + cos(z)^2", 0.7, 1],
    ];
    for (const [source, z, value] of cases) {
      it(`${JSON.stringify(source)} at z = ${z} is ${value}`, () => assert.ok(Math.abs(read(source).value(z) - value) < 1e-15));
    }

    it("of two variables, in the order they were named", () => {
      const loss = read("0.5 * (yhat - y)^2", ["yhat", "y"]);
      assert.equal(loss.value(3, 1), 2);
      assert.equal(loss.derivative(3, 1), 2);
    });

    it("of what overflows as doubles do", () => {
      assert.equal(read("exp(z)").value(1000), Number.POSITIVE_INFINITY);
      assert.equal(read("1 / z").value(0), Number.POSITIVE_INFINITY);
      assert.ok(Number.isNaN(read("log(z)").value(-1)));
      assert.ok(Number.isNaN(read("(-8)^(1/3)").value(0)));
    });

    it("and keeps its text and variables", () => {
      const expression = read(" z+1 ");
      assert.equal(expression.source, " z+1 ");
      assert.deepEqual(expression.variables, ["z"]);
    });
  });

  describe("gives the derivative", () => {
    const smooth = [
      ...functionNames.filter((name) => name !== "max" && name !== "min").map((name) => `${name}(z)`),
      "max(z, 3 * z, 0.1)",
      "min(z^2, 1)",
      "z^3 - 2 * z^2 + 7",
      "2^z",
      "z^z",
      "z^0",
      "(z + 1) / (z^2 + 1)",
      "1 / z",
      "-tanh(-z) * exp(-z^2)",
      "z > 0 ? z * z : exp(z)",
      "log(1 + exp(z))",
      "e^(pi * z)",
    ];
    for (const source of smooth) {
      it(`of ${source} as central differences have it`, () => {
        const expression = read(source);
        for (const z of [0.3, 0.77, 1.9]) {
          const step = 1e-5;
          const numeric = (expression.value(z + step) - expression.value(z - step)) / (2 * step);
          const analytic = expression.derivative(z);
          assert.ok(Math.abs(numeric - analytic) <= 1e-8 * (1 + Math.abs(analytic)), `at ${z}: ${analytic}, differences give ${numeric}`);
        }
      });
    }

    const kinks: readonly [string, number][] = [
      ["abs(z)", 0],
      ["relu(z)", 0],
      ["sign(z)", 0],
      ["max(z, 0)", 0],
      ["min(0, z)", 0],
      ["max(z, 1, -z)", 1],
      ["z > 0 ? z : 0", 0],
      ["z >= 0 ? z : 0", 0],
      ["abs(z) < 1 ? z : sign(z)", 1],
      ["sqrt(abs(z))", 0],
      ["log(abs(z) + 0) * 0 + abs(z)", 0],
    ];
    for (const [source, z] of kinks) it(`0 at the kink of ${source} at z = ${z}`, () => assert.equal(read(source).derivative(z), 0));

    it("of the chosen branch where both go on alike at the border", () => {
      assert.equal(read("z >= 1 ? 2 * z : 2 * z").derivative(1), 2);
      assert.equal(read("max(z, z)").derivative(1), 1);
    });

    it("0 for what does not depend on the variable, however steep", () => {
      assert.equal(read("sqrt(0) + log(0) + 0^0.5").derivative(1), 0);
      assert.equal(read("y * 3", ["yhat", "y"]).derivative(1, 2), 0);
    });

    it("of 0 to a positive power that grows with z", () => assert.equal(read("0^z").derivative(2), 0));
  });

  describe("refuses", () => {
    it(`${hostileExpressions.length} hostile texts, more than 200, each within 50 ms and with a message and a place inside the text`, () => {
      assert.ok(new Set(hostileExpressions).size >= 200);
      for (const source of hostileExpressions) {
        // Processor time: what else runs on the machine is not the expression's doing.
        const start = process.cpuUsage();
        const { message, offset } = faultOf(source);
        const took = process.cpuUsage(start).user / 1000;
        assert.ok(took < 50, `${source.slice(0, 60)} took ${took} ms`);
        assert.ok(message.length > 10 && message.length < 400, message);
        assert.ok(offset >= 0 && offset <= source.length, `${source.slice(0, 60)}: ${offset}`);
      }
    });

    const messages: readonly [string, number, RegExp][] = [
      ["z +", 3, /the expression ends where a number, a name or `\(` is expected/],
      ["2z", 1, /there is `z` where an operator is expected/],
      ["tan(z)", 0, /`tan` is no function; the functions are abs, cos/],
      ["x + 1", 0, /`x` is unknown; the names here are z, pi, e/],
      ["1 + tanh", 4, /`tanh` is a function and needs its operand in parentheses/],
      ["max(1)", 0, /`max` takes 2 to 8 operands, not 1/],
      ["exp(1, 2)", 0, /`exp` takes 1 operand, not 2/],
      ["(z", 2, /the expression ends where `\)` is expected/],
      ["z ? 1", 5, /the expression ends where `:` is expected/],
      ["1 < z < 2", 6, /comparisons do not chain/],
      ["1e999", 0, /`1e999` is no finite double/],
      ["1:1e8", 1, /there is `:` where the end or an operator is expected/],
      ["z\u202E", 1, /there is U\+202E where an operator is expected/],
      ["z!", 1, /there is `!` where an operator is expected/],
      [`${"(".repeat(500)}z`, 65, /nested more than 64 deep/],
      [" ".repeat(1001), 1000, /has 1001 characters; at most 1000 are read/],
    ];
    for (const [source, offset, message] of messages) {
      it(`${JSON.stringify(source.slice(0, 20))} at ${offset}: ${message.source}`, () => {
        const fault = faultOf(source);
        assert.match(fault.message, message);
        assert.equal(fault.offset, offset);
      });
    }
  });

  it("reads what is just within the limits", () => {
    assert.equal(read(`${"(".repeat(63)}z${")".repeat(63)}`).value(2), 2);
    assert.equal(read(`z${"+z".repeat(499)}`).value(1), 500);
    assert.equal(read(`z${"+z".repeat(499)}`).derivative(1), 500);
  });

  it("does no more work for choices that stand in one another's conditions than their number", () => {
    const nested = (from: string, count: number) => Array.from({ length: count }).reduce<string>((inner) => `(${inner}>0?z:1)`, from);
    // Were each condition read twice, thirty would be read 2^30 times.
    const start = performance.now();
    const expression = read(nested("z", 30));
    assert.equal(expression.value(0.5), 0.5);
    assert.equal(expression.derivative(0.5), 1);
    assert.equal(read(nested("(z - 1)", 30)).derivative(1), 1);
    assert.ok(performance.now() - start < 1000);
  });
});
