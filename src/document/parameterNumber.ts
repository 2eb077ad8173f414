/** From a path to one number of a parameter: where it stands in the text, and which entry of the model it is. */
import type { Parameter } from "../core/model.js";
import type { LstmDocument } from "./document.js";
import type { NumberNode } from "./json/node.js";
import { nodeAt } from "./locate.js";
import type { Path, TextRange } from "./problem.js";

/** One number of a parameter, as it stands in the text. */
export interface ParameterNumber {
  /** To the number itself. */
  readonly path: Path;
  /** From 1, as are `row` and `col`; `col` is 1 in a vector. */
  readonly layer: number;
  readonly parameter: Parameter;
  readonly row: number;
  readonly col: number;
  readonly range: TextRange;
  readonly value: number;
  /** As typed. */
  readonly text: string;
}

/** Where `parameters` stands: in its layer of a stack (from 1), or at the top. */
export function parametersPath(isStack: boolean, layer: number): Path {
  return isStack ? ["layers", layer - 1, "parameters"] : ["parameters"];
}

/**
 * The number of a parameter at `path`; null where the document has no model, or no such number. Indices of 0 at the end may be left out in the text,
 * because a bare number may stand there.
 */
export function parameterNumberAt(document: LstmDocument, path: Path): ParameterNumber | null {
  const { model } = document;
  const isStack = path[0] === "layers";
  const layer = isStack ? Number(path[1]) + 1 : 1;
  const at = parametersPath(isStack, layer).length;
  const name = path[at];
  if (model === null || path[at - 1] !== "parameters" || typeof name !== "string") return null;
  const parameter = (model.given ?? model.layers[layer - 1])?.parameters.get(name);
  const found = parameter === undefined ? null : numberAt(document, path, at + 1);
  if (parameter === undefined || found === null) return null;
  const { node } = found;
  const [row = 0, col = 0] = path.slice(at + 1).map(Number);
  return {
    ...{ path: found.path, layer, parameter, row: row + 1, col: col + 1, value: node.value },
    range: { start: node.start, end: node.end },
    text: document.text.slice(node.start, node.end),
  };
}

function numberAt(document: LstmDocument, path: Path, least: number): { readonly path: Path; readonly node: NumberNode } | null {
  for (let length = path.length; length >= least; length--) {
    const node = nodeAt(document, path.slice(0, length));
    if (node?.kind === "number") return { path: path.slice(0, length), node };
    if (path[length - 1] !== 0) return null;
  }
  return null;
}
