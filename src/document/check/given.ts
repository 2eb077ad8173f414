/** An optimizer-only problem: parameters of any name and shape, and their gradients given, one entry an update. */
import type { Model, Parameter, Parameters } from "../../core/model.js";
import type { Sliced } from "../../core/slices.js";
import { isList, type ObjectNode } from "../json/node.js";
import { type Arrays, type Owner, readByParameter } from "./byParameter.js";
import { type Checker, openingOf } from "./checker.js";
import { type Needed, numbersOf, shapeOf } from "./shape.js";

export interface GivenDraft {
  readonly owner: Owner;
  /** Null while the file has faults. */
  readonly given: Model["given"];
}

/** Reads `parameters` and `gradients` of a file that has no cell. */
export function* readGiven(check: Checker, root: ObjectNode, suggested: ReadonlySet<string>): Sliced<GivenDraft> {
  const member = root.members.get("parameters");
  if (member === undefined && !suggested.has("parameters")) {
    check.missing("parameters", "parameters is missing; gradients are those of something", openingOf(root));
  }
  const object = check.objectOf(member, "parameters", "an object with the parameters by name is needed");
  const parameters = object === null ? new Map<string, Parameter | null>() : yield* readParameters(check, object);
  const owner: Owner = {
    suffix: "",
    names: new Set(parameters.keys()),
    reason: "none of the parameters",
    needed: (name) => neededLike(parameters.get(name) ?? null),
  };
  const gradients = yield* readGradients(check, root, owner);
  const read = new Map([...parameters].filter((entry): entry is [string, Parameter] => entry[1] !== null));
  return { owner, given: check.problems.hasErrors ? null : { parameters: read satisfies Parameters, gradients } };
}

function* readParameters(check: Checker, object: ObjectNode): Sliced<Map<string, Parameter | null>> {
  const parameters = new Map<string, Parameter | null>();
  for (const [name, member] of object.members) {
    if (check.problems.isFull) break;
    const shape = yield* shapeOf(check, name, member, { areNullsAllowed: false });
    if (shape === null) {
      parameters.set(name, null);
      continue;
    }
    const rows = shape.kind === "matrix" ? shape.rows : shape.kind === "vector" ? shape.length : 1;
    const cols = shape.kind === "matrix" ? shape.cols : 1;
    const values = yield* numbersOf(check, member.value, rows * cols);
    parameters.set(name, { name, rows, cols, isVector: shape.kind === "vector", values });
  }
  if (object.members.size === 0) check.missing("parameters", "parameters is empty; an optimizer changes at least one", object);
  return parameters;
}

function neededLike(parameter: Parameter | null): Needed | null {
  if (parameter === null) return null;
  const { rows, cols, isVector } = parameter;
  return { rows, cols, isVector, letters: "" };
}

function* readGradients(check: Checker, root: ObjectNode, owner: Owner): Sliced<Arrays[]> {
  const member = root.members.get("gradients");
  const updates: Arrays[] = [];
  if (member === undefined || owner.names.size === 0) return updates;
  const { value } = member;
  if (!isList(value)) {
    check.wrongType("gradients", value, "a list is needed, one object an update", check.markOf(member));
    return updates;
  }
  if (value.count === 0) check.error("empty-list", "gradients is empty; one entry an update is needed", value);
  for (let index = 0; index < value.count && !check.problems.isFull; index++) {
    if (check.isDue(1)) yield check.progress;
    const update = value.item(index);
    const what = `gradients of update ${index + 1}`;
    if (update.kind !== "object") {
      check.wrongType(what, update, "an object by parameter is needed");
      continue;
    }
    updates.push(yield* readByParameter(check, update, what, owner));
    for (const name of owner.names) {
      if (!update.members.has(name))
        check.missing(name, `${name} in ${what} is missing; every parameter has a gradient`, openingOf(update));
    }
  }
  return updates;
}
