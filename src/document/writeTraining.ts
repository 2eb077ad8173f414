/** Hands a training's numbers back to the text they came from: parameters, t, V and S, and nothing else. */
import type { AdamState } from "../core/adam.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { LstmDocument } from "./document.js";
import { isList, type ObjectNode } from "./json/node.js";
import { nodeAt } from "./locate.js";
import type { Path } from "./problem.js";
import type { TextEdit } from "./write/edits.js";
import { refusalOf } from "./write/finite.js";
import { momentTasks, type Task } from "./write/moments.js";
import { replaceNumbers } from "./write/numbers.js";
import { Pen } from "./write/pen.js";

export type WriteResult =
  /** In text order, not overlapping; empty where the text says all of it already. */
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[] }
  /** A number that a file cannot hold: one sentence without a full stop on which it is. */
  | { readonly kind: "refused"; readonly message: string };

/**
 * The edits after which `document`'s text states `state`: its parameters, t, V and S, bit for bit, everything else as typed.
 *
 * `state` has the document's layers (a problem that gives its gradients has one), each array as long as the parameter of its name, row by row; it must
 * not change while this runs. A number that is the same double already keeps its text. What the text leaves out stays left out where that says the same
 * (t = 0, moments of 0); where not, `t`, `V`, `S` or their entries are put into `optimizer`, laid out as their neighbours are. Gradients that are given
 * stay as they are. Beyond 1000 edits neighbours are joined into one, with the text between them. Refused where a number is NaN or infinite, or t no
 * whole number that doubles hold exactly. Progress counts numbers.
 *
 * Throws where the document has no model or no optimizer, or the state is not of its shape.
 */
export function* writeTraining(document: LstmDocument, state: AdamState, shouldYield: ShouldYield): Sliced<WriteResult> {
  const { model } = document;
  if (model === null || model.optimizer === null) throw new Error("the document has no model with an optimizer");
  const pen = new Pen(document.text, totalOf(state), shouldYield);
  const message = yield* refusalOf(pen, state, model);
  if (message !== null) return { kind: "refused", message };
  for (const task of tasksOf(document, state)) yield* task.run(pen);
  return { kind: "edits", edits: pen.list.finish() };
}

/** Numbers that are looked at: once for being finite, once for being written. */
function totalOf({ layers }: AdamState): number {
  let total = 0;
  for (const { parameters, V, S } of layers)
    for (const arrays of [parameters, V, S]) for (const { length } of arrays.values()) total += length;
  return 2 * total;
}

/** What is to be written, in text order. */
function tasksOf(document: LstmDocument, state: AdamState): readonly Task[] {
  const layers = nodeAt(document, ["layers"]);
  const isStack = layers !== null;
  if ((layers !== null && isList(layers) ? layers.count : 1) !== state.layers.length)
    throw new Error("the state has other layers than the text");
  const parameters = state.layers.map((_, index) => objectAt(document, isStack ? ["layers", index, "parameters"] : ["parameters"]));
  const tasks = state.layers.flatMap(({ parameters: arrays }, index) => parameterTasks(parameters[index], arrays));
  const all = [...tasks, ...momentTasks(objectAt(document, ["optimizer"]), parameters, state, isStack)];
  return all.sort((a, b) => a.start - b.start);
}

function parameterTasks(object: ObjectNode, arrays: ReadonlyMap<string, Float64Array>): readonly Task[] {
  return [...arrays].map(([name, values]) => {
    const node = object.members.get(name)?.value;
    if (node === undefined) throw new Error(`the text has no parameter ${name}`);
    return { start: node.start, run: (pen) => replaceNumbers(pen, node, values) };
  });
}

function objectAt(document: LstmDocument, path: Path): ObjectNode {
  const node = nodeAt(document, path);
  if (node?.kind !== "object") throw new Error(`the text has no object ${path.join(".")}`);
  return node;
}
