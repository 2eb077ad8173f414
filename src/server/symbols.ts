/** Document symbols: the file's outline, each array with its shape. */
import { type DocumentSymbol, SymbolKind } from "vscode-languageserver";
import type { JsonNode, Member } from "../document/json/node.js";
import { rangeOf } from "./diagnostics.js";
import type { OpenFile } from "./documents.js";
import { type LayerOutline, layersOf } from "./outline.js";
import { shapeText } from "./shape.js";

/** Objects inside each other, and symbols in all, that an outline shows at most. */
const deepest = 8;
const most = 5000;

export function documentSymbols(file: OpenFile): DocumentSymbol[] {
  const { root } = file.document;
  if (root === null) return [];
  const budget = { left: most };
  const symbols = childrenOf(root, file, deepest, budget);
  const stack = symbols.find(({ name }) => name === "layers")?.children ?? [];
  const cell = symbols.find(({ name }) => name === "cell");
  layersOf(root).forEach((layer, index) => {
    const symbol = layer?.path.length === 0 ? cell : stack[index];
    if (layer !== null && symbol !== undefined) symbol.detail = [layer.cell, ...sizes(layer)].join(" · ");
  });
  return symbols;
}

/** `D 2` and `H 1`. */
function sizes({ sizes }: LayerOutline): string[] {
  return [...sizes].sort().map(([letter, size]) => `${letter} ${size}`);
}

interface Budget {
  left: number;
}

function childrenOf(node: JsonNode, file: OpenFile, depth: number, budget: Budget): DocumentSymbol[] {
  if (depth === 0) return [];
  if (node.kind === "object") return take([...node.members.values()], budget, (member) => memberSymbol(member, file, depth, budget));
  if (node.kind !== "list" || !node.tail.some(({ kind }) => kind === "object")) return [];
  // Layers and updates count from 1, as everywhere people see an index.
  return take(
    node.tail.map((item, index) => ({ item, name: String(node.head.count + index + 1) })),
    budget,
    ({ item, name }) => {
      const range = rangeOf(item, file);
      const children = childrenOf(item, file, depth - 1, budget);
      return {
        name,
        detail: detailOf(item, file),
        kind: kindOf(item),
        range,
        selectionRange: { start: range.start, end: range.start },
        children,
      };
    },
  );
}

function take<T>(from: readonly T[], budget: Budget, make: (item: T) => DocumentSymbol): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  for (const item of from) {
    if (budget.left-- <= 0) break;
    symbols.push(make(item));
  }
  return symbols;
}

function memberSymbol({ name, nameRange, value }: Member, file: OpenFile, depth: number, budget: Budget): DocumentSymbol {
  return {
    // An editor refuses a symbol without a name.
    name: name.trim() === "" ? JSON.stringify(name) : name,
    detail: detailOf(value, file),
    kind: kindOf(value),
    range: rangeOf({ start: nameRange.start, end: value.end }, file),
    selectionRange: rangeOf(nameRange, file),
    children: childrenOf(value, file, depth - 1, budget),
  };
}

/** A shape, or a single value as it is typed. */
function detailOf(node: JsonNode, { document: { text } }: OpenFile): string {
  if (node.kind === "string") return node.value;
  if (node.kind === "object" || node.kind === "unreadable") return "";
  if (node.kind === "list" || node.kind === "numbers") return shapeText(node) ?? `${node.count}`;
  return text.slice(node.start, node.end);
}

function kindOf(node: JsonNode): SymbolKind {
  const kinds = {
    object: SymbolKind.Object,
    list: SymbolKind.Array,
    numbers: SymbolKind.Array,
    string: SymbolKind.String,
    number: SymbolKind.Number,
    boolean: SymbolKind.Boolean,
    null: SymbolKind.Null,
    unreadable: SymbolKind.Null,
  } as const;
  return kinds[node.kind];
}
