/** What is named by parameter: moments, gradients, answers; each shaped as the parameter of its name. */
import type { Sliced } from "../../core/slices.js";
import type { JsonNode, Member, ObjectNode } from "../json/node.js";
import { parameterNames, withArticle } from "../names.js";
import { type Checker, counted } from "./checker.js";
import type { LayerDraft } from "./layer.js";
import { fits, type Needed, neededText, numbersOf, shapeOf, shapeText } from "./shape.js";
import { lettersOf, neededOf } from "./sizes.js";

/** The parameters of one layer, or of an optimizer-only problem. */
export interface Owner {
  /** ` of layer 2`, or empty. */
  readonly suffix: string;
  readonly names: ReadonlySet<string>;
  /** `no parameter of an lstm`. */
  readonly reason: string;
  /** The parameter's shape; null where it is not known. */
  needed(name: string): Needed | null;
}

/** The parameters of a layer of a file. */
export function ownerOf(draft: LayerDraft): Owner {
  return {
    suffix: draft.suffix,
    names: new Set(parameterNames(draft.cell)),
    reason: `no parameter of ${withArticle(draft.cell)}`,
    needed: (name) => neededOf(lettersOf(draft.cell, name), draft),
  };
}

export type Arrays = ReadonlyMap<string, Float64Array>;

/** The arrays an object gives by parameter; what is wrong is reported and left out. `what` is the object's name, such as V. */
export function* readByParameter(check: Checker, object: ObjectNode, what: string, owner: Owner, areNullsAllowed = false): Sliced<Arrays> {
  const arrays = new Map<string, Float64Array>();
  check.unknownNames(object, owner.names, () => owner.reason);
  for (const [name, member] of object.members) {
    if (!owner.names.has(name)) continue;
    const values = yield* readLike(check, member, `${name} in ${what}${owner.suffix}`, owner.needed(name), areNullsAllowed);
    if (values !== null) arrays.set(name, values);
  }
  return arrays;
}

function* readLike(
  check: Checker,
  member: Member,
  label: string,
  needed: Needed | null,
  areNullsAllowed: boolean,
): Sliced<Float64Array | null> {
  const shape = yield* shapeOf(check, label, member, { areNullsAllowed });
  if (shape === null || needed === null) return null;
  if (!fits(shape, needed)) {
    const message = `${label} is ${shapeText(shape)}; as ${member.name} it needs ${neededText(needed)}`;
    check.error("shape-mismatch", message, check.markOf(member), { name: member.name, rows: needed.rows, cols: needed.cols });
    return null;
  }
  return yield* numbersOf(check, member.value, needed.rows * needed.cols);
}

/**
 * What a stack gives by parameter: a list with one object a layer, null where nothing is given. Without a stack it is the object alone.
 * `read` is called with each object and the layer it belongs to (from 0).
 */
export function* readByLayer<Result>(
  check: Checker,
  member: { readonly value: JsonNode },
  what: string,
  layers: { readonly count: number; readonly isStack: boolean },
  read: (object: ObjectNode, layer: number) => Sliced<Result>,
): Sliced<Map<number, Result>> {
  const results = new Map<number, Result>();
  const { value } = member;
  if (!layers.isStack) {
    if (value.kind === "object") results.set(0, yield* read(value, 0));
    else check.wrongType(what, value, "an object by parameter is needed");
    return results;
  }
  if (value.kind !== "list" && value.kind !== "numbers") {
    check.wrongType(what, value, "a list is needed, one object a layer, null where nothing is given");
    return results;
  }
  if (value.count !== layers.count) {
    check.error("layer-count", `${what} is for ${counted(value.count, "layer")}; the file has ${layers.count}`, value);
  }
  for (let index = 0; index < Math.min(value.count, layers.count); index++) {
    if (check.isDue(1)) yield check.progress;
    const item = value.item(index);
    if (item.kind === "object") results.set(index, yield* read(item, index));
    else if (item.kind !== "null") check.wrongType(`${what} of layer ${index + 1}`, item, "an object by parameter is needed, or null");
  }
  return results;
}
