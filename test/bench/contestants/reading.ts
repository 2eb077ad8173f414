/** Readers of a large file: Unroll's, JSON.parse (values without places) and jsonc-parser's tree. */
import { type Node, parseTree } from "jsonc-parser";
import { never, runToEnd } from "../../../src/core/slices.js";
import { readDocument } from "../../../src/document/document.js";
import type { JsonNode } from "../../../src/document/json/node.js";
import { parse } from "../../../src/document/json/parser.js";
import { Problems } from "../../../src/document/problems.js";

/** Every number of the file in its order; where it starts, if the reader knows. */
export interface Numbers {
  readonly values: number[];
  readonly starts?: number[];
}

interface Reader {
  readonly read: () => unknown;
  readonly numbers: () => Numbers;
}

/** By name; all give every value, and all but JSON.parse give its place. */
export function readers(text: string): Readonly<Record<string, Reader>> {
  const tree = () => runToEnd(parse(text, new Problems(), never)).root;
  const document = () => runToEnd(readDocument(text, never));
  return {
    "Unroll, values and places": { read: tree, numbers: () => numbersOf(tree()) },
    "Unroll, values, places, checks and model": { read: document, numbers: () => numbersOf(document().root) },
    "JSON.parse, values": { read: () => JSON.parse(text), numbers: () => ({ values: plainNumbers(JSON.parse(text)) }) },
    "jsonc-parser, tree": { read: () => parseTree(text), numbers: () => treeNumbers(parseTree(text)) },
  };
}

function numbersOf(root: JsonNode | null): Numbers {
  const values: number[] = [];
  const starts: number[] = [];
  const visit = (node: JsonNode): void => {
    if (node.kind === "object") for (const { value } of node.members.values()) visit(value);
    else if (node.kind === "list" || node.kind === "numbers") for (let k = 0; k < node.count; k++) visit(node.item(k));
    else if (node.kind === "number") {
      values.push(node.value);
      starts.push(node.start);
    }
  };
  if (root !== null) visit(root);
  return { values, starts };
}

function plainNumbers(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(plainNumbers) : [];
}

function treeNumbers(root: Node | undefined): Numbers {
  const values: number[] = [];
  const starts: number[] = [];
  const visit = (node: Node): void => {
    for (const child of node.children ?? []) visit(child);
    if (node.type !== "number") return;
    values.push(node.value);
    starts.push(node.offset);
  };
  if (root !== undefined) visit(root);
  return { values, starts };
}
