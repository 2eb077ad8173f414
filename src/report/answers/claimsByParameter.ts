/** Answers by parameter: gradients, and what updates make of moments and parameters. */
import type { Parameter, Parameters } from "../../core/model.js";
import { isList, type JsonNode } from "../../document/json/node.js";
import type { Path } from "../../document/problem.js";
import { parametersOf } from "../entries.js";
import { type Claim, claim, entryOf, type Sheet } from "./claims.js";
import type { OfUpdate, ParameterPlace } from "./place.js";

type Quantity = ParameterPlace["quantity"];

/** What is for the first update, or a list over updates. */
export function* claimsOfUpdates(sheet: Sheet, node: JsonNode, path: Path, quantity: OfUpdate): Generator<Claim, void, void> {
  const isOverUpdates = isList(node) && (sheet.layer !== null || holdsLists(node));
  if (!isOverUpdates) return yield* claimsByParameter(sheet, node, path, quantity, 1);
  for (let index = 0; index < node.count; index++) {
    yield* claimsByParameter(sheet, node.item(index), [...path, index], quantity, index + 1);
  }
}

/** A list over updates of lists over layers, rather than one over layers. */
function holdsLists(node: JsonNode): boolean {
  if (!isList(node)) return false;
  for (let index = 0; index < node.count; index++) if (isList(node.item(index))) return true;
  return false;
}

/** One object of arrays by parameter or, for a whole stack, a list with one a layer. A null is blank for everything it stands for. */
export function* claimsByParameter(
  sheet: Sheet,
  node: JsonNode,
  path: Path,
  quantity: Quantity,
  update: number,
): Generator<Claim, void, void> {
  const all = parametersOf(sheet.model);
  if (sheet.layer !== null) return yield* claimsOfLayer(sheet, node, path, all[sheet.layer - 1], { quantity, update, layer: sheet.layer });
  for (const [index, parameters] of all.entries()) {
    const [object, at] = entryOf(node, path, index);
    // In a list over layers a null means that nothing is given for the layer.
    if (object.kind === "null" && isList(node)) continue;
    yield* claimsOfLayer(sheet, object, at, parameters, { quantity, update, layer: index + 1 });
  }
}

type OfLayer = Pick<ParameterPlace, "quantity" | "update" | "layer">;

function* claimsOfLayer(sheet: Sheet, node: JsonNode, path: Path, parameters: Parameters, of: OfLayer): Generator<Claim, void, void> {
  if (node.kind !== "object") {
    for (const parameter of parameters.values()) yield* claimsOfParameter(sheet, node, path, parameter, of);
    return;
  }
  for (const [name, { value }] of node.members) {
    yield* claimsOfParameter(sheet, value, [...path, name], parameters.get(name) ?? shapeFrom(name, value), of);
  }
}

type Shape = Pick<Parameter, "name" | "rows" | "cols" | "isVector">;

/** The shape of a parameter that the file leaves out, from its answers. */
function shapeFrom(name: string, node: JsonNode): Shape {
  if (!isList(node)) return { name, rows: 1, cols: 1, isVector: true };
  const first = node.item(0);
  return { name, rows: node.count, cols: isList(first) ? first.count : 1, isVector: !isList(first) };
}

function* claimsOfParameter(sheet: Sheet, node: JsonNode, path: Path, parameter: Shape, of: OfLayer): Generator<Claim, void, void> {
  const { name, rows, cols, isVector } = parameter;
  for (let r = 0; r < rows; r++) {
    const [row, rowPath] = entryOf(node, path, r);
    for (let c = 0; c < cols; c++) {
      const [number, at] = isVector ? [row, rowPath] : entryOf(row, rowPath, c);
      const place = { kind: "parameter", ...of, parameter: name, row: r + 1, column: c + 1, isVector, at: r * cols + c } as const;
      yield* claim(sheet, place, number, at);
    }
  }
}
