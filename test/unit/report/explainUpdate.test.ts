/** An entry of an update worked through: what the equations come to is what the update computed. */
import assert from "node:assert/strict";
import type { AdamSettings } from "../../../src/core/adam.js";
import { adamDefaults, adamUpdate } from "../../../src/core/adam.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { explainUpdate, parameterAt } from "../../../src/report/explainUpdate.js";
import type { EquationLine, Link } from "../../../src/report/explanation.js";

const one = (value: number) => new Map([["W_f", Float64Array.of(value)]]);

function worked(settings: AdamSettings, isTaken = true) {
  const before = { W: -0.22, V: -0.1, S: 0.01 };
  const state = { t: 1, layers: [{ parameters: one(before.W), V: one(before.V), S: one(before.S) }] };
  const { t, layers } = runToEnd(adamUpdate(settings, state, [one(-0.75)], null, never));
  const of = (arrays: ReadonlyMap<string, Float64Array>) => arrays.get("W_f")?.[0] ?? Number.NaN;
  const [{ V, S, VCorr, SCorr, step, parameters }] = layers;
  const after = { V: of(V), S: of(S), VCorr: of(VCorr), SCorr: of(SCorr), step: of(step), W: of(parameters) };
  return { after, explanation: explainUpdate("W_f", { t, g: -0.75, before, after: isTaken ? after : null }, settings, 4) };
}

/** The right side as a computation, with each number whole. */
function evaluated({ right }: EquationLine, numbers: Float64Array): number {
  const source = right
    .map((token) => (token.kind === "number" ? `(${numbers[token.index]})` : token.kind === "text" ? token.text : "NaN"))
    .join("")
    .replaceAll("·", "*")
    .replaceAll("−", "-")
    .replace(/√\(1 - (\S+?)²\)/g, "Math.sqrt(1 - $1**2)")
    .replace(/√(\([^()]*\))(?! \+ \(1e-8\)\)$)/g, "Math.sqrt$1")
    .replace(/√\((\([^()]*\) \+ \([^()]*\))\)/g, "Math.sqrt($1)")
    .replace(/√(\([^()]*\))/g, "Math.sqrt$1")
    .replaceAll("²", "**2");
  return Number(new Function(`return ${source}`)());
}

const shown = (lines: readonly EquationLine[]): string =>
  lines
    .map(({ left, right }) =>
      [left, right]
        .map((side) =>
          side
            .map((token) =>
              token.kind === "text" ? token.text : token.kind === "number" ? token.typed : `${token.text}${token.sub ?? ""}`,
            )
            .join(""),
        )
        .join(" = "),
    )
    .join("\n");

describe("an update worked through", () => {
  it("shows the exercise's numbers", () => {
    const { explanation } = worked({ ...adamDefaults, alpha: 0.1, epsilonRule: "inside" });
    assert.equal(
      shown(explanation.moments),
      [
        "V2 = β1·V1 + (1 − β1)·g",
        " = 0.9·−0.1 + 0.1·−0.75",
        " = −0.165",
        "S2 = β2·S1 + (1 − β2)·g²",
        " = 0.999·0.01 + 0.001·(−0.75)²",
        " = 0.010553",
      ].join("\n"),
    );
    assert.match(shown(explanation.step), /Wf,2 = Wf,1 − α·Vcorr \/ √\(Scorr \+ ε\)\n = −0\.22 − 0\.1·−0\.8684 \/ √\(5\.2789 \+ 1e−8\)/);
  });
  for (const epsilonRule of ["outside", "hat", "inside"] as const) {
    it(`comes to what the update computed, ε ${epsilonRule}`, () => {
      const { explanation, after } = worked({ ...adamDefaults, alpha: 0.1, epsilonRule });
      const { moments, corrections, step, numbers } = explanation;
      const close = (line: EquationLine, value: number) =>
        assert.ok(
          Math.abs(evaluated(line, numbers) - value) <= 1e-12 * Math.abs(value),
          `${shown([line])}: ${evaluated(line, numbers)}, not ${value}`,
        );
      for (const k of [1, 2]) close(moments[k], after.V);
      for (const k of [4, 5]) close(moments[k], after.S);
      for (const k of [1, 2]) close(corrections[k], after.VCorr);
      for (const k of [4, 5]) close(corrections[k], after.SCorr);
      for (const k of [1, 2, 3]) close(step[k], after.W);
    });
  }
  it("leads from each number it starts from to where that comes from, from the settings to the text", () => {
    const { t, g, before, after } = { t: 2, g: -0.75, before: { W: -0.22, V: -0.1, S: 0.01 }, after: null };
    const V: Link = { kind: "source", path: ["optimizer", "V", "W", 0, 0] };
    const { moments } = explainUpdate("W", { t, g, before, after, links: { V, g: { kind: "update", update: 1 } } }, { ...adamDefaults }, 4);
    const links = moments[1].right.flatMap((token) =>
      token.kind === "number" ? [token.link?.kind === "source" ? token.link.path.join(".") : token.link?.kind] : [],
    );
    assert.deepEqual(links, ["optimizer.beta1", "optimizer.V.W.0.0", "optimizer.beta1", "update"]);
  });
  it("stops before its results where the update is yet to be taken", () => {
    const { explanation } = worked({ ...adamDefaults }, false);
    const { moments, corrections, step } = explanation;
    assert.deepEqual([moments.length, corrections.length, step.length], [4, 2, 1]);
  });
  it("names a parameter with its own subscript and the update's", () => {
    assert.deepEqual(parameterAt("U_f", 3), { letter: "U", sub: "f,3" });
    assert.deepEqual(parameterAt("W", 3), { letter: "W", sub: "3" });
  });
});
