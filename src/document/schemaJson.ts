/** The schema as the text of media/lstm.schema.json: what stands in it several times is defined once. */
import { schema } from "./schema.js";

type Json = null | boolean | number | string | Json[] | JsonObject;
interface JsonObject {
  [name: string]: Json;
}

/** Shorter schemas are repeated rather than defined. */
const SHORTEST_DEFINITION = 150;

/** A list such as that of the required names, which the formatter keeps on one line. */
const LIST_OF_WORDS = /\[\s+"\w+"(?:,\s+"\w+")*\s+\]/g;

/** The JSON Schema (draft 7) of a `*.lstm.json`. */
export function schemaJson(): string {
  const whole: JsonObject = JSON.parse(JSON.stringify(schema));
  const counts = new Map<string, number>();
  count(whole, counts);
  const shared = new Shared(counts);
  const rewritten = shared.inside(whole);
  const document = { $schema: "http://json-schema.org/draft-07/schema#", ...rewritten, definitions: shared.definitions };
  return `${JSON.stringify(document, null, 2).replace(LIST_OF_WORDS, (list) => list.replace(/\s+/g, " ").replace(/\[ | \]/g, (edge) => edge.trim()))}\n`;
}

/** The schemas a schema is made of, each with the name it goes by there. */
function* partsOf(node: JsonObject): Generator<{ holder: JsonObject | Json[]; key: string; name: string; part: JsonObject }> {
  for (const keyword of ["properties", "patternProperties"]) {
    const holder = node[keyword];
    if (isObject(holder))
      for (const [key, part] of Object.entries(holder)) if (isObject(part)) yield { holder, key, name: /^\w+$/.test(key) ? key : "", part };
  }
  const { anyOf, items } = node;
  if (Array.isArray(anyOf)) {
    for (const [index, part] of anyOf.entries()) if (isObject(part)) yield { holder: anyOf, key: String(index), name: "", part };
  }
  if (isObject(items)) yield { holder: node, key: "items", name: "", part: items };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function count(node: JsonObject, counts: Map<string, number>): void {
  const key = JSON.stringify(node);
  counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { part } of partsOf(node)) count(part, counts);
}

class Shared {
  readonly definitions: JsonObject = {};
  readonly #names = new Map<string, string>();

  constructor(readonly counts: ReadonlyMap<string, number>) {}

  /** The schema with its parts shared; `name` is what definitions without a name of their own are called after. */
  inside(node: JsonObject, name = "problem"): JsonObject {
    const copy: JsonObject = JSON.parse(JSON.stringify(node));
    for (const { holder, key, name: own, part } of partsOf(copy)) {
      (holder as JsonObject)[key] = this.#shared(part, own === "" ? `${name}Item` : own);
    }
    return copy;
  }

  #shared(part: JsonObject, name: string): JsonObject {
    const key = JSON.stringify(part);
    if (key.length < SHORTEST_DEFINITION || (this.counts.get(key) ?? 0) < 2) return this.inside(part, name);
    return { $ref: `#/definitions/${this.#names.get(key) ?? this.#define(key, part, name)}` };
  }

  #define(key: string, part: JsonObject, name: string): string {
    let free = name;
    for (let number = 2; Object.hasOwn(this.definitions, free); number++) free = `${name}${number}`;
    this.#names.set(key, free);
    this.definitions[free] = {};
    this.definitions[free] = this.inside(part, name);
    return free;
  }
}
