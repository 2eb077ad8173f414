/** Which named array of which layer a member's value is: a parameter, or what is given by parameter elsewhere. */
import type { Member, ObjectNode } from "../document/json/node.js";
import { parameterInfo, parameterNames } from "../document/names.js";
import type { Path } from "../document/problem.js";
import { type LayerOutline, layersOf, numbersOf, unitsLetter } from "./outline.js";
import { shapeOf } from "./shape.js";

/** An object whose members are arrays by name. */
export interface ArrayMap {
  /** What its members are: the parameters themselves, the first state, or something of each parameter's shape (`V`, `S`, gradients, answers). */
  readonly of: "parameters" | "initial" | "moments";
  /** What the map is called: `parameters`, `initial`, `V`, `gradients`, … */
  readonly name: string;
  /** Null in an optimizer-only problem, whose parameters have any names. */
  readonly layer: LayerOutline | null;
  /** The names that may stand in it, in the order they are best written. */
  readonly names: readonly string[];
  /** The letters of a member's shape, `H×D`; null where it has none. */
  letters(name: string): string | null;
  /** Rows and columns, or entries, of a member; null where unknown. */
  shape(name: string): readonly (number | null)[] | null;
}

const momentsOf: Readonly<Record<string, readonly string[]>> = {
  optimizer: ["V", "S"],
  expect: ["gradients", "V", "S", "V_corr", "S_corr", "parameters"],
};

/** The map that the object at `path` is; null for any other object. */
export function arrayMapAt(root: ObjectNode, path: Path): ArrayMap | null {
  const layers = layersOf(root);
  const isStacked = path[0] === "layers";
  const [first] = isStacked ? path.slice(2) : path;
  const layer = layers[isStacked ? Number(path[1]) : 0] ?? null;
  const length = path.length - (isStacked ? 2 : 0);
  if (length === 1 && first === "parameters") return parametersOf(root, layer);
  if (length === 1 && first === "initial" && layer !== null) return initialOf(layer);
  return isStacked ? null : momentsAt(root, path, layers);
}

/** What stands in the optimizer, in `gradients` and in `expect` by parameter. A stack has it by layer: `expect` an object a layer, the others a list. */
function momentsAt(root: ObjectNode, path: Path, layers: readonly (LayerOutline | null)[]): ArrayMap | null {
  const [first, ...others] = path;
  const isStack = root.members.has("layers");
  const answersOf = first === "expect" && isStack && typeof others[0] === "number" ? Number(others.shift()) : null;
  const moments = momentsOf[String(first)];
  const name = moments?.find((known) => known === others[0]) ?? (first === "gradients" ? "gradients" : null);
  if (moments !== undefined) others.shift();
  if (name === null || !others.every((step) => typeof step === "number")) return null;
  // Elsewhere in a stack the last index counts layers; in the simple form every index counts updates.
  const index = isStack ? (answersOf ?? Number(others.at(-1) ?? 0)) : 0;
  return { ...parametersOf(root, layers[index] ?? null), of: "moments", name };
}

function parametersOf(root: ObjectNode, layer: LayerOutline | null): ArrayMap {
  const given = (layer?.object ?? root).members.get("parameters")?.value;
  const members = given?.kind === "object" ? given.members : new Map<string, Member>();
  const letters = (name: string): string | null => (layer === null ? null : (parameterInfo(layer.cell, name)?.shape ?? null));
  return {
    of: "parameters",
    name: "parameters",
    layer,
    names: layer === null ? [...members.keys()] : parameterNames(layer.cell),
    letters,
    shape(name) {
      const shape = letters(name);
      if (layer !== null) return shape === null ? null : numbersOf(shape, layer.sizes);
      const member = members.get(name);
      return member === undefined ? null : shapeOf(member.value);
    },
  };
}

function initialOf(layer: LayerOutline): ArrayMap {
  const letter = unitsLetter(layer.cell);
  const names: readonly string[] = { lstm: ["h", "c"], gru: ["h"], rnn: ["h"], dense: [] }[layer.cell];
  const has = (name: string): boolean => names.includes(name);
  return {
    of: "initial",
    name: "initial",
    layer,
    names,
    letters: (name) => (has(name) ? letter : null),
    shape: (name) => (has(name) ? numbersOf(letter, layer.sizes) : null),
  };
}
