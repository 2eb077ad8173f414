/** What the file's arrays are: parameters, states, inputs, targets, moments and answers, whole, by row and by number. */
import type { LstmDocument } from "../document/document.js";
import type { JsonNode, ObjectNode } from "../document/json/node.js";
import { nodeAt } from "../document/locate.js";
import { expectedQuantities, memberInfo, parameterInfo } from "../document/names.js";
import type { Path } from "../document/problem.js";
import { type ArrayMap, arrayMapAt } from "./arrays.js";
import type { Description } from "./description.js";
import { layersOf, unitsLetter } from "./outline.js";
import { shapeOf, shapeText, summaryOf } from "./shape.js";
import type { Spot } from "./spot.js";

/** Arrays of more numbers than this are summarised. */
const mostAtAGlance = 6;

/** Null for what is no array, and for what only the schema knows. */
export function describe(document: LstmDocument, spot: Spot): Description | null {
  const { root } = document;
  if (root?.kind !== "object") return null;
  const { path } = spot;
  for (let length = path.length - 1; length >= 0; length--) {
    const map = arrayMapAt(root, path.slice(0, length));
    const name = path[length];
    if (map !== null && typeof name === "string")
      return describeNamed(document, map, path.slice(0, length + 1), path.slice(length + 1), spot.node);
  }
  if (path[0] === "inputs" || path[0] === "targets") return describeSequence(document, root, path[0], path, spot.node);
  if (path[0] === "expect") return describeAnswer(document, root, path, spot.node);
  return null;
}

/** `member` is the path of the array, `index` what follows it down to `node`. */
function describeNamed(document: LstmDocument, map: ArrayMap, member: Path, index: Path, node: JsonNode): Description | null {
  const name = String(member.at(-1));
  const array = nodeAt(document, member);
  const info = map.layer === null || map.of === "initial" ? null : parameterInfo(map.layer.cell, name);
  if (array === null || (map.layer !== null && map.letters(name) === null)) return null;
  const role = map.of === "initial" ? (memberInfo("initial", name) ?? "") : sentence(info?.role ?? "");
  const called = map.of === "moments" ? `${map.name}.${name}` : map.of === "initial" ? `${name}_0` : name;
  const ofMoments = map.of === "moments" ? [momentLine(map.name, name)] : [];
  const equation = info === null ? {} : { equation: info.equation };
  const lines = [...ofMoments, ...(role === "" ? [] : [role])];
  if (index.length === 0) {
    return { name: called, about: shapeAgainst(array, map, name), lines: [...lines, ...summaryLines(array, called)], ...equation };
  }
  const meaning = meaningOf(map, name, index);
  const about = isSingle(node) ? `= ${typed(document, node)}` : (shapeText(node) ?? "");
  return { name: `${called}${indexText(index)}`, about, lines: [...(meaning === "" ? [] : [meaning]), ...lines], ...equation };
}

/** `1×2 (H×D)`; `1×3, needs 1×2 (H×D)`. */
function shapeAgainst(array: JsonNode, map: ArrayMap, name: string): string {
  const actual = shapeText(array) ?? "";
  const letters = map.letters(name);
  const shape = map.shape(name);
  if (shape === null || letters === null || shape.includes(null)) return letters === null ? actual : `${actual} (${letters})`;
  const expected = shape.join("×");
  const isOne = array.kind === "number" && shape.every((size) => size === 1);
  if (isOne) return `${expected} (${letters}), as a bare number`;
  return actual === expected ? `${actual} (${letters})` : `${actual}, needs ${expected} (${letters})`;
}

/** What row and column of a parameter stand for. */
function meaningOf(map: ArrayMap, name: string, index: Path): string {
  const letters = map.letters(name)?.split("×") ?? [];
  const [row, column] = index.map(Number);
  if (letters.length === 0 || index.length > letters.length) return "";
  const unit = letters[0] === "K" ? `output ${row + 1}` : `unit ${row + 1}`;
  if (column === undefined) return sentence(unit);
  return letters[1] === "H" ? `From unit ${column + 1} of h_{t−1} to ${unit}.` : `From x_t[${column + 1}] to ${unit}.`;
}

function momentLine(map: string, name: string): string {
  const lines: Readonly<Record<string, string>> = {
    V: `First moment of ∂L/∂${name}.`,
    S: `Second moment of ∂L/∂${name}.`,
    V_corr: `First moment of ∂L/∂${name}, V/(1−β1^t).`,
    S_corr: `Second moment of ∂L/∂${name}, S/(1−β2^t).`,
    gradients: `∂L/∂${name}.`,
    parameters: `${name} after the update.`,
  };
  return lines[map] ?? "";
}

/** `inputs` and `targets`: a row a step. */
function describeSequence(
  document: LstmDocument,
  root: ObjectNode,
  name: "inputs" | "targets",
  path: Path,
  node: JsonNode,
): Description | null {
  const all = root.members.get(name)?.value;
  if (all === undefined) return null;
  const steps = all.kind === "list" || all.kind === "numbers" ? all.count : 1;
  const letter = name === "inputs" ? "x" : "y";
  if (path.length === 1) {
    const width = all.kind === "numbers" ? 1 : shapeOf(all)?.[1];
    const size = name === "inputs" ? "D" : "K";
    const about = `T = ${steps}${width === undefined ? "" : `, ${size} = ${width}`}`;
    return { name, about, lines: [memberInfo("root", name) ?? "", ...summaryLines(all, name)] };
  }
  const [, step, entry] = path;
  if (typeof step !== "number" || path.length > 3) return null;
  const t = `t = ${step + 1} of ${steps}`;
  const rest = entry === undefined ? "" : `[${Number(entry) + 1}]`;
  const value = isSingle(node) ? `= ${typed(document, node)}` : `${shapeText(node) ?? ""} numbers`;
  const role = name === "inputs" ? `The input at ${t}.` : node.kind === "null" ? `No target at ${t}.` : `The target at ${t}.`;
  return { name: `${letter}_${step + 1}${rest}`, about: value, lines: [role] };
}

/** Answers under the trace's names, a row a step, of its layer. */
function describeAnswer(document: LstmDocument, root: ObjectNode, path: Path, node: JsonNode): Description | null {
  const isStack = root.members.has("layers");
  const [name, step, unit, ...deeper] = path.slice(isStack ? 2 : 1);
  const layer = layersOf(root)[isStack ? Number(path[1]) : 0] ?? null;
  if (layer === null || typeof name !== "string" || typeof step !== "number" || deeper.length > 0) return null;
  if (!expectedQuantities(layer.cell).includes(name)) return null;
  const index = unit === undefined ? "" : `[${Number(unit) + 1}]`;
  const about = isSingle(node) ? `= ${typed(document, node)}` : (shapeText(node) ?? "");
  const of = `${unitsLetter(layer.cell) === "K" ? "output" : "unit"} ${Number(unit ?? 0) + 1} at t = ${step + 1}`;
  const line =
    node.kind === "null" ? "Not given." : `The answer worked out by hand${unit === undefined ? ` at t = ${step + 1}` : `, ${of}`}.`;
  return { name: `${name}_${step + 1}${index}`, about, lines: [line, memberInfo("expect", name) ?? ""] };
}

function summaryLines(array: JsonNode, name: string): string[] {
  const summary = summaryOf(array);
  if (summary === null || summary.count <= mostAtAGlance) return [];
  const { count, min, max, mean, norm } = summary;
  return [`${count} numbers: min ${short(min)}, max ${short(max)}, mean ${short(mean)}, ‖${name}‖ ${short(norm)}`];
}

/** Five significant digits, a true minus sign. */
function short(value: number): string {
  return String(Number(value.toPrecision(5))).replaceAll("-", "−");
}

function typed({ text }: LstmDocument, node: JsonNode): string {
  return text.slice(node.start, node.end);
}

/** `[1,2]`, counted from 1. */
function indexText(index: Path): string {
  return `[${index.map((step) => (typeof step === "number" ? step + 1 : step)).join(",")}]`;
}

function isSingle(node: JsonNode): boolean {
  return node.kind === "number" || node.kind === "null" || node.kind === "unreadable";
}

function sentence(text: string): string {
  return text === "" ? "" : `${text[0].toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`;
}
