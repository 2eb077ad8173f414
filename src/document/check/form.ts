/** Which of its three forms a file has, and which names may stand in it: one layer, a stack of layers, an optimizer alone. */
import type { CellKind } from "../../core/model.js";
import type { ObjectNode } from "../json/node.js";
import { CELLS, layerNames, memberInfo, memberNames, withArticle } from "../names.js";
import { type Checker, openingOf, orList } from "./checker.js";

export type Form = "layer" | "stack" | "given";

const LAYER_NAMES = memberNames("layer");
const GIVEN_NAMES = ["parameters", "gradients", "optimizer", "expect"];

/** The form of a file, by the names it has. */
export function formOf(check: Checker, root: ObjectNode): Form {
  const { members } = root;
  const gradients = members.get("gradients");
  const form = members.has("layers") ? "stack" : members.has("cell") || gradients === undefined ? "layer" : "given";
  if (gradients !== undefined && form !== "given") {
    const message = "gradients stands beside a cell; gradients are either given, or computed from a cell and its inputs";
    check.error("gradients-beside-cell", message, gradients.nameRange);
  }
  return form;
}

/** Reports names that have no place in the file's outermost object; gives back the names suggested instead. */
export function checkRootNames(check: Checker, root: ObjectNode, form: Form): Set<string> {
  const known = knownNames(root, form);
  return check.unknownNames(
    root,
    known,
    () => "no name a problem has",
    (name) => misplacedInRoot(name, root, form),
  );
}

function knownNames(root: ObjectNode, form: Form): readonly string[] {
  if (form === "given") return GIVEN_NAMES;
  const cell = cellOf(root);
  const ofLayer = form === "stack" ? [] : cell === null ? LAYER_NAMES : layerNames(cell);
  const ofFile = memberNames("root").filter(
    (name) => !LAYER_NAMES.includes(name) && (name !== "layers" || form === "stack" || cell === null),
  );
  return [...ofLayer, ...ofFile];
}

function misplacedInRoot(name: string, root: ObjectNode, form: Form): string | null {
  if (memberInfo("root", name) === null) return null;
  if (form === "given") return `${name} has no place where gradients are given: such a file has no cell and no inputs`;
  if (form === "stack") return `${name} stands in each object of layers, not beside them`;
  return misplacedInLayer(name, cellOf(root));
}

/** Reports names that have no place in one object of `layers`. */
export function checkLayerNames(check: Checker, layer: ObjectNode, suffix: string): Set<string> {
  const cell = cellOf(layer);
  const known = cell === null ? LAYER_NAMES : layerNames(cell);
  return check.unknownNames(
    layer,
    known,
    () => "no name a layer has",
    (name) => {
      if (memberInfo("layer", name) !== null) return misplacedInLayer(name, cell);
      return memberInfo("root", name) === null
        ? null
        : `${name} stands beside layers, not in one of them${suffix === "" ? "" : ` (here${suffix.replace(" of", "")})`}`;
    },
  );
}

/** Why a layer's member has no place in a cell: it belongs to others. */
function misplacedInLayer(name: string, cell: CellKind | null): string | null {
  const others = CELLS.filter((other) => layerNames(other).includes(name)).map(withArticle);
  if (cell === null || others.length === 0) return null;
  return `${name} has no place in ${withArticle(cell)}; it belongs to ${orList(others)}`;
}

/** The kind of layer an object names; null where it names none that is known. */
export function cellOf(object: ObjectNode): CellKind | null {
  const value = object.members.get("cell")?.value;
  return value?.kind === "string" ? (CELLS.find((cell) => cell === value.value) ?? null) : null;
}

/** The kind of layer an object names; where it names none, that is reported. */
export function readCell(check: Checker, object: ObjectNode, suggested: ReadonlySet<string>, suffix: string): CellKind | null {
  const member = object.members.get("cell");
  if (member === undefined && !suggested.has("cell")) {
    const alternative = suffix === "" ? " (or layers, for a stack)" : "";
    check.missing("cell", `cell${suffix} is missing: "lstm", "gru", "rnn" or "dense"${alternative}`, openingOf(object));
  }
  return check.choiceOf(member, `cell${suffix}`, CELLS);
}
