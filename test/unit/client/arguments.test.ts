/** What commands are given. */
import assert from "node:assert/strict";
import { comparedIn, isStep, stepIn, stepTyped, uriIn } from "../../../src/client/arguments.js";

const uri = { scheme: "file", path: "/a.lstm.json" };

describe("client/arguments", () => {
  it("finds the uri wherever it stands", () => {
    assert.equal(uriIn([uri]), uri);
    assert.equal(uriIn([{ t: 3 }, uri]), uri);
    assert.equal(uriIn([uri, [uri]]), uri);
  });

  it("takes nothing else for a uri", () => {
    for (const args of [
      [],
      [undefined],
      [null],
      ["file:///a.lstm.json"],
      [{ t: 3 }],
      [{ scheme: "file" }],
      [{ scheme: 1, path: "/a" }],
      [[uri]],
    ]) {
      assert.equal(uriIn(args), null);
    }
  });

  it("finds the step as a number or as { t }, wherever it stands", () => {
    assert.equal(stepIn([3]), 3);
    assert.equal(stepIn([uri, 3]), 3);
    assert.equal(stepIn([{ t: 3 }]), 3);
    assert.equal(stepIn([{ t: 3 }, uri]), 3);
  });

  it("takes nothing else for a step", () => {
    for (const args of [[], [undefined], [null], ["3"], [uri], [{ t: "3" }], [[3]]]) assert.equal(stepIn(args), null);
  });

  it("hands on a number that is no step, so that it can be refused", () => {
    assert.ok(Number.isNaN(stepIn([Number.NaN])));
    assert.equal(stepIn([99]), 99);
  });

  it("knows the steps from 1 to T", () => {
    assert.deepEqual(
      [0, 1, 2, 3, 1.5, Number.NaN].map((t) => isStep(t, 2)),
      [false, true, true, false, false, false],
    );
  });

  it("reads the step a person types, with spaces round it", () => {
    assert.equal(stepTyped("2", 2), 2);
    assert.equal(stepTyped(" 1 ", 2), 1);
  });

  for (const text of ["", " ", "0", "3", "1.5", "-1", "1e0", "0x1", "one", "1 2"]) {
    it(`takes ${JSON.stringify(text)} for no step of two`, () => {
      assert.equal(stepTyped(text, 2), null);
    });
  }
});

describe("what to compare with", () => {
  const uri = { scheme: "file", path: "/a.lstm.json" };
  const other = { scheme: "file", path: "/b.lstm.json" };

  it("is told from the trace's own uri, in any order", () => {
    assert.deepEqual(comparedIn([uri, { uri: other, tolerance: 1e-6 }]), { uri: other, update: null, tolerance: 1e-6 });
    assert.deepEqual(comparedIn([{ update: 3 }, uri]), { uri: null, update: 3, tolerance: null });
  });

  it("is nothing where nothing is named, or nothing that can be", () => {
    const nothing = { uri: null, update: null, tolerance: null };
    for (const args of [
      [],
      [uri],
      [null, 3],
      [{ uri: "b", update: "3", tolerance: -1 }],
      [{ tolerance: Number.NaN }],
      [{ tolerance: Number.POSITIVE_INFINITY }],
    ])
      assert.deepEqual(comparedIn(args), nothing);
  });
});
