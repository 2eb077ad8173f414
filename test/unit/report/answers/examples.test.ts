/** The examples' answers: all right, but for the ones that are there to be found. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { checked, messages } from "./support/check.js";

const answersOf = (name: string) => checked(readFileSync(`media/examples/${name}.lstm.json`, "utf8"));

describe("report/answers: the examples", () => {
  const found: Readonly<Record<string, readonly string[]>> = {
    "worked-example": ["loss₁ is 0.0799, not 0.0798: cut off, not rounded"],
    "graders-sheet": [
      "f₁ is 0.7685, not 0.7311: this is what leaving out b_f gives",
      "c₂ is −0.2169, not −0.0332: this is what f₂ and i₂ swapped gives",
      "h₂ is −0.1899, not −0.0295: follows from your c₂",
      "loss₂ is 0.9799, not 0.6880: follows from your c₂",
      "loss is 0.5299, not 0.7679: this is what the sum in place of the mean over the steps gives",
    ],
    // Its second step is what is to be worked out.
    "fill-in-the-blanks": Array.from({ length: 8 }, () => "to be filled in"),
  };
  const names = readdirSync("media/examples").map((file) => file.replace(".lstm.json", ""));
  for (const name of names) {
    const said = found[name] ?? [];
    it(`${name} has ${said.length === 0 ? "nothing wrong" : `${said.length} to be found`}`, () =>
      assert.deepEqual(messages(answersOf(name)), said));
  }

  it("that are worked through have answers", () => {
    const counts = Object.fromEntries(names.map((name) => [name, answersOf(name).counts.total]));
    for (const [name, total] of Object.entries({
      "worked-example": 14,
      "adam-exercise": 18,
      gru: 24,
      "zero-input": 12,
      "graders-sheet": 15,
      "fill-in-the-blanks": 15,
    }))
      assert.equal(counts[name], total, name);
  });

  it("have an exercise, whose second step is to be filled in", () => {
    const { counts, hidden } = answersOf("fill-in-the-blanks");
    assert.deepEqual([counts.right, counts.blank, hidden.size], [7, 8, 8]);
    for (const name of names) if (name !== "fill-in-the-blanks") assert.equal(answersOf(name).hidden.size, 0, name);
  });

  it("of the scalar recurrence have the published product over 30 steps", () => {
    const first = (name: string) => {
      const [answer] = answersOf(name).answers.slice(-1);
      return "computed" in answer ? [answer.claimed, answer.computed] : [];
    };
    for (const [name, w, claimed] of [
      ["scalar-recurrence", 5, "807.8"],
      ["scalar-recurrence-4", 4, "1.000"],
      ["scalar-recurrence-3", 3, "1.79e-4"],
    ] as const) {
      const [text, computed] = first(name);
      assert.equal(text, claimed);
      assert.ok(Math.abs(Number(computed) / (w / 4) ** 30 - 1) < 1e-12, name);
    }
    // From h₀ = 0 the whole product has one more factor, σ′(0)·5 = 1.25, and is about 7e-42.
    assert.equal((Number(first("logistic-recurrence")[1]) * 1.25).toExponential(0), "7e-42");
  });
});
