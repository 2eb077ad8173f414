/** Puts edits into a text, for tests, and takes them back out. */
import assert from "node:assert/strict";
import { type AdamState, initialAdamState } from "../../../src/core/adam.js";
import type { Model } from "../../../src/core/model.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import type { TextEdit } from "../../../src/document/write/edits.js";
import { writeTraining } from "../../../src/document/writeTraining.js";
import { read } from "./support.js";

/** The text after the edits, which must be in text order and not overlap. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  let out = "";
  let at = 0;
  for (const { range, text: put } of edits) {
    assert.ok(
      at <= range.start && range.start <= range.end && range.end <= text.length,
      `an edit of ${range.start}–${range.end} behind ${at}`,
    );
    out += text.slice(at, range.start) + put;
    at = range.end;
  }
  return out + text.slice(at);
}

/** The edits that lead from the edited text back to `text`. */
export function inverse(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return edits.map(({ range: { start, end }, text: put }) => {
    const from = start + shift;
    shift += put.length - (end - start);
    return { range: { start: from, end: from + put.length }, text: text.slice(start, end) };
  });
}

/** The edits that write `state` into `text`; they must not be refused. */
export function editsOf(text: string, state: AdamState): readonly TextEdit[] {
  const result = runToEnd(writeTraining(read(text), state, never));
  assert.equal(result.kind, "edits");
  return result.kind === "edits" ? result.edits : [];
}

/** The model of a text without faults. */
export function modelOf(text: string): Model {
  const { model, problems } = read(text);
  assert.ok(model !== null, JSON.stringify(problems));
  return model;
}

/** New numbers by layer, kind and name; what is not named stays. */
export type Change = Readonly<Partial<Record<"parameters" | "V" | "S", Readonly<Record<string, readonly number[]>>>>>;

/** The file's state with other numbers. */
export function changed(text: string, t: number, ...changes: readonly Change[]): AdamState {
  const { layers } = initialAdamState(modelOf(text));
  const put = (arrays: ReadonlyMap<string, Float64Array>, given: Readonly<Record<string, readonly number[]>> = {}) =>
    new Map([...arrays].map(([name, values]) => [name, Object.hasOwn(given, name) ? Float64Array.from(given[name]) : values]));
  return {
    t,
    layers: layers.map(({ parameters, V, S }, index) => {
      const change = changes[index] ?? {};
      return { parameters: put(parameters, change.parameters), V: put(V, change.V), S: put(S, change.S) };
    }),
  };
}

/** The text after such a state is written into it. */
export function written(text: string, t: number, ...changes: readonly Change[]): string {
  return applied(text, editsOf(text, changed(text, t, ...changes)));
}

/** A problem of its gradients alone, with a 2×2 and a vector. */
export const both = (optimizer: string) => `{
  "parameters": { "W": [[1, 2], [3, 4]], "b": [5, 6] },
  "gradients": [ { "W": [[0, 0], [0, 0]], "b": [0, 0] } ],
  "optimizer": ${optimizer}
}`;
