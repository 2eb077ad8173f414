/** What the host believes of the page's messages. */
import assert from "node:assert/strict";
import type { ToHost } from "../../../src/protocol/panel.js";
import { readToHost } from "../../../src/protocol/toHost.js";

const place = { layer: 1, quantity: "f", t: 2, unit: 1 } as const;

const good: readonly ToHost[] = [
  { kind: "request", id: 0, method: "steps", query: { revision: 1, layer: 1, from: 1, to: 1 } },
  {
    kind: "request",
    id: 6,
    method: "explainGradient",
    query: { revision: 3, place: { kind: "entry", layer: 1, name: "W_f", t: 0, row: 1, col: 2 }, terms: 56 },
  },
  { kind: "request", id: 5, method: "shareSums", query: { revision: 3 } },
  { kind: "request", id: 7, method: "explain", query: { revision: 3, place } },
  { kind: "request", id: 8, method: "explain", query: { revision: 3, place: { ...place, quantity: "h", t: 0 } } },
  { kind: "request", id: 9, method: "saturation", query: { revision: 3, layer: 2, t: 1, unit: 64 } },
  { kind: "request", id: 10, method: "losses", query: { revision: 3, columns: 1600 } },
  { kind: "request", id: 15, method: "entryCurves", query: { revision: 3, layer: 1, parameter: "W_f", row: 1, col: 2 } },
  { kind: "request", id: 11, method: "gradients", query: { revision: 3 } },
  { kind: "request", id: 12, method: "gradientSteps", query: { revision: 3, layer: 1, from: 2, to: 5 } },
  { kind: "request", id: 13, method: "gradientAt", query: { revision: 3, layer: 1, t: 2, unit: 5 } },
  { kind: "request", id: 14, method: "passage", query: { revision: 3, layer: 1 } },
  { kind: "request", id: 16, method: "insights", query: { revision: 3 } },
  { kind: "request", id: 11, method: "answers", query: { revision: 3, from: 0, to: 1023 } },
  { kind: "request", id: 12, method: "answer", query: { revision: 3, index: 0 } },
  { kind: "request", id: 15, method: "suppose", query: { changes: [{ path: ["parameters", "W_f", 0, 1], value: -0.75 }] } },
  { kind: "request", id: 16, method: "suppose", query: { changes: [{ path: ["parameters", "b_f"], value: null }] } },
  { kind: "event", name: "applyWhatIf", detail: {} },
  { kind: "event", name: "discardWhatIf", detail: {} },
  { kind: "event", name: "putComputed", detail: { revision: 3, index: 7 } },
  { kind: "event", name: "revealBlank", detail: { key: "f/1/2/1" } },
  { kind: "event", name: "ready", detail: {} },
  { kind: "event", name: "goToStep", detail: { t: 1 } },
  { kind: "event", name: "select", detail: { place } },
  { kind: "event", name: "select", detail: { place: null } },
  { kind: "event", name: "reveal", detail: { path: ["layers", 0, "parameters", "W_f", 1] } },
  { kind: "event", name: "goToFault", detail: {} },
  { kind: "request", id: 17, method: "otherSteps", query: { revision: 3, layer: 1, from: 2, to: 5 } },
  { kind: "event", name: "endComparison", detail: {} },
  { kind: "event", name: "goToOtherFault", detail: {} },
  { kind: "event", name: "cancel", detail: {} },
  { kind: "event", name: "failed", detail: { message: "a fault" } },
  { kind: "event", name: "figure", detail: { id: 1, bytes: Uint8Array.of(60) } },
  { kind: "event", name: "noFigure", detail: { id: 1, message: "" } },
];

const steps = (query: unknown) => ({ kind: "request", id: 1, method: "steps", query });
const gradient = { kind: "entry", layer: 1, name: "W_f", t: 0, row: 1, col: 2 } as const;
const explainGradient = (of: unknown, terms?: unknown) => ({
  kind: "request",
  id: 1,
  method: "explainGradient",
  query: { revision: 1, place: of, terms },
});
const explain = (of: unknown) => ({ kind: "request", id: 1, method: "explain", query: { revision: 1, place: of } });
const saturation = (query: unknown) => ({ kind: "request", id: 1, method: "saturation", query });
const suppose = (changes: unknown) => ({ kind: "request", id: 1, method: "suppose", query: { changes } });
const event = (name: unknown, detail: unknown) => ({ kind: "event", name, detail });

const bad: Readonly<Record<string, unknown>> = {
  "a blank without a key": event("revealBlank", {}),
  "a blank whose key is longer than any": event("revealBlank", { key: "f".repeat(10_001) }),
  nothing: undefined,
  "a figure that is no bytes": event("figure", { id: 1, bytes: [60] }),
  "a figure without a number": event("figure", { bytes: Uint8Array.of(60) }),
  "no figure for too long a reason": event("noFigure", { id: 1, message: "m".repeat(10_001) }),
  "a null": null,
  "a text": "ready",
  "a list": [],
  "an unknown kind": { kind: "order", name: "ready", detail: {} },
  "a request without an id": { kind: "request", method: "steps", query: { revision: 1, layer: 1, from: 1, to: 1 } },
  "a request with a fraction for an id": { kind: "request", id: 0.5, method: "steps", query: { revision: 1, layer: 1, from: 1, to: 1 } },
  "an unknown method": { kind: "request", id: 1, method: "eval", query: {} },
  "a method every object has": { kind: "request", id: 1, method: "toString", query: {} },
  "a method that is none": { kind: "request", id: 1, method: ["steps"], query: { revision: 1, layer: 1, from: 1, to: 1 } },
  "steps without a query": steps(undefined),
  "steps from 0": steps({ revision: 1, layer: 1, from: 0, to: 1 }),
  "steps backwards": steps({ revision: 1, layer: 1, from: 3, to: 2 }),
  "steps to infinity": steps({ revision: 1, layer: 1, from: 1, to: Number.POSITIVE_INFINITY }),
  "steps to NaN": steps({ revision: 1, layer: 1, from: 1, to: Number.NaN }),
  "steps of layer 0": steps({ revision: 1, layer: 0, from: 1, to: 1 }),
  "steps of no revision": steps({ layer: 1, from: 1, to: 1 }),
  "a gradient of an unknown kind": explainGradient({ ...gradient, kind: "toString" }),
  "a gradient of no name": explainGradient({ ...gradient, name: 7 }),
  "a gradient in row −1": explainGradient({ ...gradient, row: -1 }),
  "a gradient without a layer": explainGradient({ ...gradient, layer: 0 }),
  "more terms than are sent": explainGradient(gradient, 5000),
  "half a term": explainGradient(gradient, 0.5),
  "a place in words": explain("f"),
  "a place of an unknown quantity": explain({ ...place, quantity: "q" }),
  "a place of a quantity every object has": explain({ ...place, quantity: "constructor" }),
  "a place before the initial state": explain({ ...place, t: -1 }),
  "a place of unit 0": explain({ ...place, unit: 0 }),
  "a place between two units": explain({ ...place, unit: 1.5 }),
  "a place without a layer": explain({ quantity: "f", t: 1, unit: 1 }),
  "losses in no column": { kind: "request", id: 1, method: "losses", query: { revision: 1, columns: 0 } },
  "gradients backwards": { kind: "request", id: 1, method: "gradientSteps", query: { revision: 1, layer: 1, from: 3, to: 2 } },
  "a passage of no layer": { kind: "request", id: 1, method: "passage", query: { revision: 1 } },
  "curves of no entry": {
    kind: "request",
    id: 1,
    method: "entryCurves",
    query: { revision: 1, layer: 1, parameter: "W_f", row: 0, col: 1 },
  },
  "answers backwards": { kind: "request", id: 1, method: "answers", query: { revision: 1, from: 3, to: 2 } },
  "more answers than are sent at once": { kind: "request", id: 1, method: "answers", query: { revision: 1, from: 0, to: 1024 } },
  "half an answer": { kind: "request", id: 1, method: "answer", query: { revision: 1, index: 0.5 } },
  "a value to be put in no answer's place": event("putComputed", { revision: 1, index: -1 }),
  "a value to be put into no sheet": event("putComputed", { index: 1 }),
  "a supposition of one change that is no list": suppose({ path: ["a"], value: 1 }),
  "a supposition of no number": suppose([{ path: ["a"], value: "1" }]),
  "a supposition that is not finite": suppose([{ path: ["a"], value: Number.NaN }]),
  "a supposition of nothing in the file": suppose([{ value: 1 }]),
  "more suppositions than a person makes": suppose(Array.from({ length: 1025 }, () => ({ path: ["a"], value: 1 }))),
  "saturation at step 0": saturation({ revision: 1, layer: 1, t: 0, unit: 1 }),
  "saturation of a unit in words": saturation({ revision: 1, layer: 1, t: 1, unit: "1" }),
  "an unknown event": event("format", {}),
  "an event every object has": event("hasOwnProperty", {}),
  "ready without a detail": event("ready", undefined),
  "step 0": event("goToStep", { t: 0 }),
  "half a step": event("goToStep", { t: 1.5 }),
  "a selection without a place": event("select", {}),
  "a path in words": event("reveal", { path: "parameters" }),
  "a path with an index below zero": event("reveal", { path: ["inputs", -1] }),
  "a path with an object": event("reveal", { path: [{}] }),
  "a path deeper than any file": event("reveal", { path: Array.from({ length: 65 }, () => "a") }),
  "a fault that is no text": event("failed", { message: {} }),
  "a fault longer than a book": event("failed", { message: "x".repeat(10_001) }),
};

describe("protocol/toHost", () => {
  for (const message of good) {
    const what = message.kind === "request" ? message.method : message.name;
    it(`takes ${what} as it is: ${JSON.stringify(message.kind === "request" ? message.query : message.detail)}`, () => {
      assert.equal(readToHost(message), message);
    });
  }

  for (const [what, message] of Object.entries(bad)) {
    it(`refuses ${what}`, () => {
      assert.equal(readToHost(message), null);
    });
  }
});
