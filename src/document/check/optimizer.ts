/** The optimizer: Adam's settings, and the moments of the updates already taken. */
import type { ByParameter, Optimizer } from "../../core/model.js";
import type { Sliced } from "../../core/slices.js";
import { isList, type JsonNode, type Member, type ObjectNode } from "../json/node.js";
import { EPSILON_RULES, memberNames } from "../names.js";
import { type Arrays, type Owner, readByLayer, readByParameter } from "./byParameter.js";
import { type Checker, openingOf } from "./checker.js";

export interface Owners {
  /** One a layer; null where the layer's kind is not known, so that nothing can be said of its parameters. */
  readonly owners: readonly (Owner | null)[];
  /** Whether the file has a list of layers, so that what is by parameter is a list too. */
  readonly isStack: boolean;
}

/** Reads `optimizer`; null where the file has none. What is wrong with it is reported. */
export function* readOptimizer(check: Checker, member: Member | undefined, owners: Owners): Sliced<Optimizer | null> {
  const object = check.objectOf(member, "optimizer", "an object is needed");
  if (object === null) return null;
  const suggested = check.unknownNames(object, memberNames("optimizer"), () => "no setting of an optimizer");
  const { members } = object;
  if (!members.has("type") && !suggested.has("type")) {
    check.missing("type", 'type is missing; an optimizer says which it is: "type": "adam"', openingOf(object));
  }
  check.choiceOf(members.get("type"), "optimizer", ["adam"]);
  const below1 = { holds: (value: number) => value >= 0 && value < 1, rule: "must be in [0, 1)" };
  const positive = { holds: (value: number) => value > 0, rule: "must be above 0" };
  const whole = { holds: (value: number) => Number.isSafeInteger(value) && value >= 0, rule: "must be a whole number, 0 or more" };
  return {
    alpha: check.numberOf(members.get("alpha"), "alpha") ?? 0.001,
    beta1: setting(check, members.get("beta1"), below1) ?? 0.9,
    beta2: setting(check, members.get("beta2"), below1) ?? 0.999,
    epsilon: setting(check, members.get("epsilon"), positive) ?? 1e-8,
    epsilonRule: check.choiceOf(members.get("epsilonRule"), "epsilonRule", EPSILON_RULES) ?? "outside",
    t: setting(check, members.get("t"), whole) ?? 0,
    V: yield* readMoments(check, members.get("V"), "V", owners),
    S: yield* readMoments(check, members.get("S"), "S", owners),
  };
}

interface Condition {
  holds(value: number): boolean;
  readonly rule: string;
}

/** A number that a condition holds for. */
export function setting(check: Checker, member: Member | undefined, { holds, rule }: Condition): number | null {
  const value = check.numberOf(member, member?.name ?? "");
  if (value === null || member === undefined || holds(value)) return value;
  const typed = check.text.slice(member.value.start, member.value.end);
  check.error("out-of-range", `${member.name} is ${typed}; it ${rule}`, member.value);
  return null;
}

function* readMoments(check: Checker, member: Member | undefined, what: "V" | "S", { owners, isStack }: Owners): Sliced<ByParameter> {
  const none: Arrays = new Map();
  if (member === undefined) return owners.map(() => none);
  const layers = { count: owners.length, isStack };
  const given = yield* readByLayer(check, member, what, layers, function* (object, layer) {
    const owner = owners[layer];
    if (owner === null) return none;
    const arrays = yield* readByParameter(check, object, what, owner);
    if (what === "S") yield* reportNegatives(check, object, arrays, owner);
    return arrays;
  });
  return owners.map((_, layer) => given.get(layer) ?? none);
}

function* reportNegatives(check: Checker, object: ObjectNode, arrays: Arrays, owner: Owner): Sliced<void> {
  for (const [name, values] of arrays) {
    const node = object.members.get(name)?.value;
    if (node === undefined || !values.some((value) => value < 0)) continue;
    for (const { value, label } of yield* entriesOf(check, node, (entry) => entry < 0)) {
      const typed = check.text.slice(value.start, value.end);
      check.error("out-of-range", `${label}${name} in S${owner.suffix} is ${typed}; S is a mean of squares, never below 0`, value);
    }
  }
}

interface Entry {
  readonly value: JsonNode;
  /** `number 2 in row 1 of `, or empty. */
  readonly label: string;
}

/** The numbers of a scalar, list or matrix that a condition holds for, with their places; as many as can be reported. */
function* entriesOf(check: Checker, node: JsonNode, holds: (value: number) => boolean, row = ""): Sliced<Entry[]> {
  const found: Entry[] = [];
  if (node.kind === "number" && holds(node.value)) found.push({ value: node, label: "" });
  if (!isList(node)) return found;
  for (let index = 0; index < node.count && found.length < 1000; index++) {
    if (check.isDue(1)) yield check.progress;
    const item = node.item(index);
    if (item.kind === "number" && holds(item.value))
      found.push({ value: item, label: `number ${index + 1} ${row === "" ? "" : `in ${row} `}of ` });
    else if (isList(item)) found.push(...(yield* entriesOf(check, item, holds, `row ${index + 1}`)));
  }
  return found;
}
