/** What the selection in the text feeds, and how it is explained. */
import assert from "node:assert/strict";
import type { SheetShape } from "../../../src/protocol/answers.js";
import type { Marked } from "../../../src/protocol/marked.js";
import type { ParameterShape, TraceShape } from "../../../src/protocol/panel.js";
import type { Place } from "../../../src/report/explanation.js";
import { explainMarked } from "../../../src/webview/explainMarked.js";
import { entryMarked, isFed, pickedBy, stepFed } from "../../../src/webview/marks.js";
import type { Tab } from "../../../src/webview/tabs.js";
import type { Actions } from "../../../src/webview/view.js";

const mark = (kind: Marked["kind"], rest: Partial<Marked> = {}): Marked => ({ kind, layer: 1, name: "", t: 0, row: 0, col: 0, ...rest });
const place = (quantity: Place["quantity"], t: number, unit = 1): Place => ({ layer: 1, quantity, t, unit });

describe("what the text's cursor feeds", () => {
  it("is the gate of a parameter, of its row where it stands in one", () => {
    assert.ok(isFed(place("f", 3, 2), mark("parameter", { name: "U_f", row: 2, col: 1 }), "lstm"));
    assert.ok(!isFed(place("f", 3, 1), mark("parameter", { name: "U_f", row: 2, col: 1 }), "lstm"));
    assert.ok(isFed(place("z_c", 3, 1), mark("parameter", { name: "b_c" }), "lstm"));
    assert.ok(!isFed(place("i", 3), mark("parameter", { name: "U_f" }), "lstm"));
    assert.ok(!isFed({ ...place("f", 3), layer: 2 }, mark("parameter", { name: "U_f" }), "lstm"));
  });
  it("is an input, a target with its loss, an initial state: at their own step", () => {
    assert.ok(isFed(place("x", 2, 1), mark("input", { t: 2 }), "lstm"));
    assert.ok(!isFed(place("x", 2, 1), mark("input", { t: 2, row: 2 }), "lstm"));
    assert.ok(isFed(place("loss", 2), mark("target", { t: 2, row: 3 }), "lstm"));
    assert.ok(!isFed(place("y", 1), mark("target", { t: 2 }), "lstm"));
    assert.ok(isFed(place("c", 0), mark("initial", { name: "c" }), "lstm"));
    assert.ok(!isFed(place("c", 1), mark("initial", { name: "c" }), "lstm"));
    assert.deepEqual([mark("input", { t: 4 }), mark("target", { t: 2 }), mark("initial"), mark("V"), null].map(stepFed), [
      4,
      2,
      1,
      null,
      null,
    ]);
  });
  it("is an entry of the matrix that shows it", () => {
    const W = { layer: 1, name: "W" };
    assert.deepEqual(entryMarked(mark("V", { name: "W", row: 1, col: 2 }), W), { matrix: "v0", row: 1, col: 2 });
    assert.deepEqual(entryMarked(mark("parameter", { name: "W", row: 3 }), W), { matrix: "w0", row: 3, col: 1 });
    assert.deepEqual(entryMarked(mark("given", { name: "W" }), W), { matrix: "g", row: 0, col: 0 });
    assert.equal(entryMarked(mark("S", { name: "U" }), W), null);
    assert.equal(entryMarked(mark("input", { t: 1 }), W), null);
  });
  it("is an entry that the parameter has", () => {
    const parameters: readonly ParameterShape[] = [{ layer: 1, name: "W", rows: 2, cols: 2, isVector: false }];
    assert.deepEqual(pickedBy(mark("S", { name: "W", row: 9, col: 2 }), parameters), { layer: 1, parameter: "W", row: 2, col: 2 });
    assert.equal(pickedBy(mark("S", { name: "U" }), parameters), null);
    assert.equal(pickedBy(mark("setting", { name: "alpha" }), parameters), null);
  });
});

describe("Explain Value at Cursor", () => {
  const layer = { cell: "lstm", D: 2, H: 2, quantities: ["f", "i", "c_tilde", "o", "c", "h"], ranges: {}, gatesAreValves: true } as const;
  const parameters = [{ layer: 1, name: "U_f", rows: 2, cols: 2, isVector: false }];
  const trace = { T: 3, layers: [layer], loss: {}, training: { parameters } } as unknown as TraceShape;
  const host = { trace, sheet: {} as SheetShape };
  /** What is done, call by call; the step shown is 3. */
  function done(marked: Marked, tab: Tab): readonly string[] {
    const calls: string[] = [];
    const called = (name: string, args: readonly unknown[]): number => {
      if (name !== "now") calls.push(`${name} ${args.map((arg) => JSON.stringify(arg)).join(" ")}`);
      return 3;
    };
    const recorder = (owner: string): object =>
      new Proxy(
        {},
        {
          get: (_, key: string) => {
            if (["gradients", "optimizer", "answers"].includes(key)) return recorder(`${key}.`);
            return (...args: unknown[]) => called(owner + key, args);
          },
        },
      );
    explainMarked(recorder("") as Actions, marked, host, tab);
    return calls;
  }
  const entry = mark("parameter", { name: "U_f", row: 2, col: 1 });

  it("explains a parameter's gate at the step shown", () => {
    assert.deepEqual(done(entry, "trace"), ['showTab "trace"', 'select {"layer":1,"quantity":"f","t":3,"unit":2}']);
  });
  it("explains the gradient of a parameter in the Gradients tab, its update in the Optimizer tab", () => {
    assert.deepEqual(done(entry, "gradients"), [
      'gradients.explain {"kind":"gradient","place":{"kind":"entry","layer":1,"name":"U_f","t":0,"row":2,"col":1}}',
    ]);
    assert.deepEqual(done(entry, "optimizer"), [
      'showTab "optimizer"',
      'optimizer.pickParameter 1 "U_f"',
      'optimizer.pickEntry {"layer":1,"parameter":"U_f","row":2,"col":1}',
    ]);
  });
  it("explains inputs, targets and initial states, or in the Gradients tab their gradients", () => {
    assert.deepEqual(done(mark("input", { t: 2, row: 2 }), "answers"), [
      'showTab "trace"',
      'goToPlace {"layer":1,"quantity":"x","t":2,"unit":2}',
    ]);
    assert.deepEqual(done(mark("target", { t: 2, row: 1 }), "trace"), [
      'showTab "trace"',
      'goToPlace {"layer":1,"quantity":"y","t":2,"unit":1}',
    ]);
    assert.match(done(mark("target", { t: 2, row: 1 }), "gradients")[1], /"name":"h","t":2,"row":1/);
    assert.deepEqual(done(mark("initial", { name: "c", row: 1 }), "trace"), [
      'showTab "trace"',
      'select {"layer":1,"quantity":"c","t":0,"unit":1}',
    ]);
    assert.match(done(mark("initial", { name: "c", row: 1 }), "gradients")[0], /"kind":"state","layer":1,"name":"c","t":0,"row":1/);
  });
  it("goes to the tab that has moments, settings and answers", () => {
    assert.equal(done(mark("V", { name: "U_f", row: 1, col: 1 }), "trace")[0], 'showTab "optimizer"');
    assert.deepEqual(done(mark("setting", { name: "alpha" }), "gradients"), ['showTab "optimizer"']);
    assert.deepEqual(done(mark("answer", { t: 4 }), "trace"), ['showTab "answers"', "answers.pick 3"]);
  });
});
