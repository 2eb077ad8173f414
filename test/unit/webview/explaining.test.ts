/** What the Gradients tab explains: from number to number and back, from step to step, and only what a trace has. */
import assert from "node:assert/strict";
import type { GradientSummary } from "../../../src/protocol/gradients.js";
import type { LayerShape, PanelState } from "../../../src/protocol/panel.js";
import { type GradientPlace, gradientPlace } from "../../../src/report/gradientPlace.js";
import { Connection } from "../../../src/webview/connection.js";
import { atStep, Explaining, type Subject } from "../../../src/webview/gradients/explaining.js";
import { fits, picksAt } from "../../../src/webview/gradients/picking.js";
import { GradientsState } from "../../../src/webview/gradients/state.js";
import { Unfolding } from "../../../src/webview/unfolding.js";

const gradient = (...of: Parameters<typeof gradientPlace>): Subject => ({ kind: "gradient", place: gradientPlace(...of) });
const dh = gradient("state", 1, "h", { t: 2, row: 1 });
const dzF = gradient("z", 1, "z_f", { t: 3, row: 1 });
const value: Subject = { kind: "value", place: { layer: 1, quantity: "f", t: 3, unit: 1 } };

/** What was asked of a host that never answers. */
function explaining(): { readonly asked: unknown[]; readonly own: Explaining } {
  const asked: unknown[] = [];
  const port = { post: (message: unknown) => void asked.push(message), listen: () => undefined };
  const silent = { state: () => undefined, marked: () => undefined, explain: () => undefined, figureWanted: () => undefined };
  return { asked, own: new Explaining(new Connection(port, silent), null, () => undefined) };
}

const always = (): boolean => true;

describe("what the Gradients tab explains", () => {
  it("is asked for, gradients and values of the trace alike", () => {
    const { asked, own } = explaining();
    assert.equal(own.view(7, always).subject, null);
    own.explain(dh);
    const { isAwaited, working } = own.view(7, always);
    assert.ok(isAwaited && working === null);
    own.explain(value);
    own.view(7, always);
    assert.deepEqual(
      asked.map((message) => (message as { method: string }).method),
      ["explainGradient", "explain"],
    );
  });
  it("stays as it was where the trace it was asked of has gone meanwhile, and is nothing where that has no such number", async () => {
    const explanation = { title: "Gradient" };
    const answers = [{ outcome: "ok", value: explanation }, { outcome: "disposed" }, { outcome: "error", message: "no" }];
    const own = new Explaining({ ask: async () => answers.shift() } as never, null, () => undefined);
    own.explain(dh);
    const seen = [];
    for (const revision of [1, 2, 3]) {
      own.view(revision, always);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(own.view(revision, always).working);
    }
    assert.deepEqual(seen, [explanation, explanation, null]);
  });
  it("is kept while a page that is opened again waits for its trace, and forgotten with a trace that has no loss", () => {
    const state = new GradientsState({} as never, dh.place as GradientPlace, () => undefined);
    state.take({ trace: null } as PanelState);
    assert.deepEqual(state.explained, dh.place);
    state.take({ trace: { loss: null } } as PanelState);
    assert.equal(state.explained, null);
  });
  it("leads back the way it came", () => {
    const { own } = explaining();
    for (const subject of [dh, dzF, dzF, value]) own.explain(subject);
    const seen = [own.subject];
    for (let k = 0; k < 3; k++) {
      own.back();
      seen.push(own.subject);
    }
    assert.deepEqual(seen, [value, dzF, dh, dh]);
    assert.ok(!own.view(1, always).canGoBack);
  });
  it("is forgotten with a trace that no longer has it", () => {
    const { own } = explaining();
    own.explain(dh);
    own.explain(dzF);
    assert.equal(own.view(2, (subject) => subject !== dzF).subject, null);
  });
  it("goes along from step to step", () => {
    assert.deepEqual(atStep(dh, 2, 5, 9), gradient("state", 1, "h", { t: 5, row: 1 }));
    assert.deepEqual(atStep(dh, 4, 5, 9), dh, "what is of another step stays");
    assert.deepEqual(atStep(value, 3, 1, 9), { kind: "value", place: { layer: 1, quantity: "f", t: 1, unit: 1 } });
    const later = gradient("laterNorm", 1, "h", { t: 1 });
    assert.deepEqual(atStep(later, 2, 9, 9), gradient("laterNorm", 1, "h", { t: 8 }), "what lies a step before goes along");
    const entry = gradient("entry", 1, "W_f", { row: 1, col: 1 });
    assert.equal(atStep(entry, 0, 3, 9), entry, "what belongs to no step stays");
  });
});

describe("what a trace has of gradients", () => {
  const shape = {
    cell: "lstm",
    D: 3,
    H: 2,
    quantities: ["f", "i", "c_tilde", "o", "c", "h"],
    ranges: {},
    gatesAreValves: true,
  } as const satisfies LayerShape;
  const dense = { ...shape, cell: "dense", D: 2, H: 1, quantities: ["yhat"] } as const satisfies LayerShape;
  const summary = { parameters: [{ layer: 1, name: "U_f", rows: 2, cols: 2, isVector: false }] } as unknown as GradientSummary;
  const has = (subject: Subject): boolean => fits(subject, { summary, layers: [shape, dense], T: 4 });
  it("is within its layers, steps, units and parameters", () => {
    assert.ok(has(gradient("state", 1, "c", { t: 4, row: 2 })) && !has(gradient("state", 1, "c", { t: 5, row: 2 })));
    assert.ok(!has(gradient("state", 1, "h", { t: 1, row: 3 })) && has(gradient("state", 1, "x", { t: 1, row: 3 })));
    assert.ok(!has(gradient("state", 2, "h", { t: 1, row: 1 })) && has(gradient("state", 2, "yhat", { t: 1, row: 1 })));
    assert.ok(!has(gradient("state", 2, "yhat", { row: 1 })), "ŷ before the first step");
    assert.ok(has(gradient("z", 1, "z_c", { t: 1, row: 1 })) && !has(gradient("z", 1, "z_n", { t: 1, row: 1 })));
    assert.ok(has(gradient("z", 2, "z", { t: 1, row: 1 })) && !has(gradient("growth", 2, "")) && has(gradient("growth", 1, "")));
    assert.ok(has(gradient("entry", 1, "U_f", { row: 2, col: 2 })) && !has(gradient("entry", 1, "U_f", { row: 2, col: 3 })));
    assert.ok(!has(gradient("shares", 2, "U_f")) && !has(gradient("norm", 3, "h", { t: 1 })));
  });
  it("is picked from top to bottom, in every cell what it has", () => {
    const names = (of: LayerShape, rows: readonly string[]): readonly string[] =>
      picksAt({ layer: 1, shape: of, rows }, 2).map(({ kind, name }) => `${kind} ${name}`.trim());
    assert.deepEqual(names(shape, ["W_f", "U_f"]), ["norm c", "norm h", "factor", "share W_f", "share U_f"]);
    assert.deepEqual(names(dense, ["W"]), ["norm yhat", "share W"]);
  });
});

describe("a long sum", () => {
  it("unfolds more of its terms each time, and another one starts anew", () => {
    const unfolding = new Unfolding();
    const seen = [unfolding.termsFor("a")];
    const offered = [unfolding.hasMore];
    for (let k = 0; k < 5; k++) {
      unfolding.more();
      seen.push(unfolding.termsFor("a"));
      offered.push(unfolding.hasMore);
    }
    assert.deepEqual(seen, [undefined, 56, 256, 1024, 4096, 4096]);
    assert.deepEqual(offered, [true, true, true, true, false, false]);
    assert.equal(unfolding.termsFor("b"), undefined);
  });
});
