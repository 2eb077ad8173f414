/** Writes Adam's t, V and S into `optimizer`: over the numbers that stand there, and as new members where none do. */
import type { AdamState } from "../../core/adam.js";
import type { Sliced } from "../../core/slices.js";
import { isList, type JsonNode, type ObjectNode } from "../json/node.js";
import { memberNames } from "../names.js";
import type { TextRange } from "../problem.js";
import { arrayText } from "./arrays.js";
import { insert, insertionsOf, type NewMember, startOf } from "./insert.js";
import { bracketed, inside, type Layout, layoutAt } from "./layout.js";
import { replaceNumbers } from "./numbers.js";
import { numberText, type Pen } from "./pen.js";

/** A stretch of the text to be written; no other task's edits stand between its own. */
export interface Task {
  readonly start: number;
  run(pen: Pen): Sliced<void>;
}

/** V or S of one layer, with the parameters as the text has them. */
interface Moments {
  readonly parameters: ObjectNode;
  readonly arrays: ReadonlyMap<string, Float64Array>;
}

const braces = ["{", "}"] as const;

/** What is to be written in `optimizer`; `parameters` has one object a layer. */
export function momentTasks(optimizer: ObjectNode, parameters: readonly ObjectNode[], state: AdamState, isStack: boolean): readonly Task[] {
  const tasks: Task[] = [];
  const missing: NewMember[] = [];
  const t = optimizer.members.get("t")?.value;
  if (t !== undefined) tasks.push({ start: t.start, run: (pen) => replaceNumbers(pen, t, Float64Array.of(state.t)) });
  else if (state.t !== 0) missing.push(newT(state.t));
  for (const what of ["V", "S"] as const) {
    const moments = state.layers.map((layer, index) => ({ parameters: parameters[index], arrays: layer[what] }));
    const member = optimizer.members.get(what);
    if (member !== undefined) tasks.push(...givenTasks(member.value, moments, isStack));
    else if (moments.some(isAny)) missing.push(newMoments(what, moments, isStack));
  }
  return [...tasks, ...insertionTasks(optimizer, memberNames("optimizer"), missing)];
}

/** What is to be written where V or S stands in the text as `value`. */
function givenTasks(value: JsonNode, moments: readonly Moments[], isStack: boolean): readonly Task[] {
  if (!isStack) return layerTasks(value, value, moments[0]);
  return moments.flatMap((own, index) => (isList(value) ? layerTasks(value.item(index), value, own) : []));
}

/** `node`: an object by parameter, or null in the list `holder`. */
function layerTasks(node: JsonNode, holder: TextRange, moments: Moments): readonly Task[] {
  if (node.kind !== "object") return isAny(moments) ? [replacement(node, holder, moments)] : [];
  const present = [...node.members.values()].map(({ name, value }): Task => {
    return { start: value.start, run: (pen) => replaceNumbers(pen, value, arrayOf(moments, name)) };
  });
  const missing = writtenNames(moments).filter((name) => !node.members.has(name));
  const added = missing.map((name) => newArray(name, moments));
  return [...present, ...insertionTasks(node, moments.parameters.members.keys(), added)];
}

/** The moments in place of null. */
function replacement(node: TextRange, holder: TextRange, moments: Moments): Task {
  return {
    start: node.start,
    *run(pen) {
      pen.list.add(node.start, node.end, yield* objectText(pen, moments, layoutAt(pen.text, node.start, holder)));
    },
  };
}

function insertionTasks(object: ObjectNode, order: Iterable<string>, members: readonly NewMember[]): readonly Task[] {
  return insertionsOf(object, order, members).map((insertion) => ({
    start: startOf(insertion),
    run: (pen) => insert(pen, insertion),
  }));
}

function newT(t: number): NewMember {
  return {
    name: "t",
    quoted: () => '"t"',
    *text(pen) {
      if (pen.isDue(1)) yield pen.progress;
      return numberText(t);
    },
  };
}

/** V or S as a whole: an object by parameter, or a list of them with null for a layer whose moments are all 0. */
function newMoments(what: "V" | "S", moments: readonly Moments[], isStack: boolean): NewMember {
  return {
    name: what,
    quoted: () => `"${what}"`,
    *text(pen, layout) {
      if (!isStack) return yield* objectText(pen, moments[0], layout);
      const items: string[] = [];
      for (const own of moments) items.push(isAny(own) ? yield* objectText(pen, own, inside(layout)) : "null");
      return bracketed(items, ["[", "]"], layout);
    },
  };
}

function newArray(name: string, moments: Moments): NewMember {
  const like = moments.parameters.members.get(name);
  if (like === undefined) throw new Error(`the text has no parameter ${name}`);
  return {
    name,
    quoted: (pen) => pen.text.slice(like.nameRange.start, like.nameRange.end),
    text: (pen, layout) => arrayText(pen, arrayOf(moments, name), like.value, layout),
  };
}

function* objectText(pen: Pen, moments: Moments, layout: Layout): Sliced<string> {
  const items: string[] = [];
  for (const name of writtenNames(moments)) {
    const { quoted, text } = newArray(name, moments);
    items.push(`${quoted(pen)}: ${yield* text(pen, inside(layout))}`);
  }
  return bracketed(items, braces, layout);
}

/** Parameters whose moments are not all 0, which is what leaving them out says. */
function writtenNames({ arrays }: Moments): readonly string[] {
  return [...arrays].filter(([, values]) => !areZero(values)).map(([name]) => name);
}

function areZero(values: Float64Array): boolean {
  for (let at = 0; at < values.length; at++) if (!Object.is(values[at], 0)) return false;
  return true;
}

function isAny(moments: Moments): boolean {
  return writtenNames(moments).length > 0;
}

function arrayOf({ arrays }: Moments, name: string): Float64Array {
  const values = arrays.get(name);
  if (values === undefined) throw new Error(`the state has no moments of ${name}`);
  return values;
}
