/** The names a file may use, and the nearest to a wrong one. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { editDistance, nearest } from "../../../src/document/check/nearest.js";
import {
  CELLS,
  layerNames,
  MEMBERS,
  type MemberPlace,
  memberInfo,
  memberNames,
  parameterInfo,
  parameterNames,
} from "../../../src/document/names.js";

describe("Names", () => {
  it("of parameters come in the order of the equations", () => {
    deepEqual(parameterNames("rnn"), ["W_h", "U_h", "b_h"]);
    deepEqual(parameterNames("dense"), ["W", "b"]);
    equal(parameterNames("lstm").length, 15);
    equal(parameterNames("gru").length, 10);
  });

  it("say what a parameter does, its shape, its equation and its gate", () => {
    deepEqual(parameterInfo("lstm", "U_f"), {
      role: "weights from the state before to the forget gate",
      shape: "H×H",
      equation: "f_t = σ(W_f·x_t + U_f·h_{t−1} + b_f)",
      gate: "f",
      isOptional: false,
    });
    equal(parameterInfo("lstm", "p_o")?.equation, "o_t = σ(W_o·x_t + U_o·h_{t−1} + p_o ⊙ c_t + b_o)");
    equal(parameterInfo("lstm", "W_c")?.gate, "c_tilde");
    equal(parameterInfo("dense", "W")?.shape, "K×D");
    equal(parameterInfo("gru", "W_f"), null);
    equal(parameterInfo("lstm", "__proto__"), null);
  });

  it("stand in the equation they are said to stand in", () => {
    for (const cell of CELLS)
      for (const name of parameterNames(cell)) ok(parameterInfo(cell, name)?.equation.includes(name), `${cell}: ${name}`);
  });

  it("of members have a line each, where they stand", () => {
    for (const place of Object.keys(MEMBERS) as MemberPlace[])
      for (const name of memberNames(place)) ok((memberInfo(place, name)?.length ?? 0) > 10);
    equal(memberInfo("root", "alpha"), null);
    equal(memberInfo("root", "constructor"), null);
  });

  it("of a layer are those of its cell", () => {
    deepEqual(layerNames("dense"), ["cell", "parameters", "activation", "hardSigmoidSlope"]);
    ok(layerNames("gru").includes("zKeeps"));
    ok(!layerNames("lstm").includes("zKeeps"));
  });
});

describe("The nearest name", () => {
  const known = ["W_f", "U_f", "b_f", "inputs", "targets", "expect", "optimizer"];

  it("is a slip of the hand away: a letter more, less, other, or two swapped, or the case", () => {
    equal(nearest("input", known), "inputs");
    equal(nearest("inptus", known), "inputs");
    equal(nearest("Inputs", known), "inputs");
    equal(nearest("w_f", known), "W_f");
    equal(nearest("optimiser", known), "optimizer");
  });

  it("is none where nothing is near, or the name is a letter, or very long", () => {
    equal(nearest("weights", known), null);
    equal(nearest("x", known), null);
    equal(nearest("", known), null);
    equal(nearest("inputs".repeat(10), known), null);
  });

  it("is the preferred one among equals", () => {
    equal(nearest("V_f", known), "W_f");
    equal(
      nearest("V_f", known, (name) => name === "b_f"),
      "b_f",
    );
  });

  it("rests on a distance that is none for equal names and the same both ways", () => {
    equal(editDistance("abc", "abc"), 0);
    equal(editDistance("abc", "acb"), 1);
    equal(editDistance("", "abc"), 3);
    equal(editDistance("kitten", "sitting"), editDistance("sitting", "kitten"));
    equal(editDistance("kitten", "sitting"), 3);
  });
});
