/** The layers a file means and their sizes, as far as they can be told: from the tree alone, so that they are known while the file has faults. */
import type { CellKind } from "../core/model.js";
import { isList, type JsonNode, type ObjectNode } from "../document/json/node.js";
import { parameterInfo, parameterNames } from "../document/names.js";
import type { Path } from "../document/problem.js";
import { shapeOf } from "./shape.js";

export interface LayerOutline {
  /** Of the object that holds `cell` and `parameters`: the file's own, or an entry of `layers`. */
  readonly path: Path;
  readonly object: ObjectNode;
  readonly cell: CellKind;
  /** The numbers that the letters of the layer's shapes stand for, as most of what is there has them; a letter nothing tells is missing. */
  readonly sizes: ReadonlyMap<string, number>;
}

const cells: ReadonlySet<string> = new Set<CellKind>(["lstm", "gru", "rnn", "dense"]);

/** Bottom to top; an entry of `layers` without a known cell is null. Empty where the file has no cell (yet). */
export function layersOf(root: JsonNode | null): readonly (LayerOutline | null)[] {
  if (root?.kind !== "object") return [];
  const layers = root.members.get("layers")?.value;
  const holders: readonly { object: JsonNode; path: Path }[] =
    layers !== undefined && isList(layers)
      ? Array.from({ length: layers.count }, (_, index) => ({ object: layers.item(index), path: ["layers", index] }))
      : root.members.has("cell")
        ? [{ object: root, path: [] }]
        : [];
  const outlines: (LayerOutline | null)[] = [];
  let below: Below = { width: widthOf(root.members.get("inputs")?.value), isLayer: false };
  for (const { object, path } of holders) {
    const outline = outlineOf(object, path, below);
    outlines.push(outline);
    below = { width: outline?.sizes.get(unitsLetter(outline.cell)) ?? null, isLayer: true };
  }
  return outlines;
}

/** Rows and columns (a vector has none) that a shape such as `H×D` comes to; null for a letter that nothing tells. */
export function numbersOf(shape: string, sizes: ReadonlyMap<string, number>): readonly (number | null)[] {
  return shape.split("×").map((letter) => sizes.get(letter) ?? null);
}

/** What a layer reads: how many numbers a step, where that is known. */
interface Below {
  readonly width: number | null;
  readonly isLayer: boolean;
}

function outlineOf(object: JsonNode, path: Path, below: Below): LayerOutline | null {
  const cell = object.kind === "object" ? object.members.get("cell")?.value : undefined;
  if (object.kind !== "object" || cell?.kind !== "string" || !cells.has(cell.value)) return null;
  const kind = cell.value as CellKind;
  const votes = new Votes();
  const parameters = object.members.get("parameters")?.value;
  // The state's own weights say H twice and no other size: they speak first, as they do where the file is checked.
  const names = parameterNames(kind).toSorted((a, b) => Number(b.startsWith("U")) - Number(a.startsWith("U")));
  for (const name of parameters?.kind === "object" ? names : []) {
    const member = parameters?.kind === "object" ? parameters.members.get(name) : undefined;
    if (member !== undefined) votes.cast(parameterInfo(kind, name)?.shape ?? "", member.value);
  }
  const initial = object.members.get("initial")?.value;
  if (initial?.kind === "object") for (const { value } of initial.members.values()) votes.cast(unitsLetter(kind), value);
  // A layer below settles what is read; inputs have a voice like any other array.
  if (below.width !== null && !below.isLayer) votes.count("D", below.width);
  const sizes = votes.results();
  if (below.width !== null && below.isLayer) sizes.set("D", below.width);
  return { path, object, cell: kind, sizes };
}

/** Numbers in a row of a matrix; null where there is no first row. */
function widthOf(node: JsonNode | undefined): number | null {
  if (node === undefined || !isList(node) || node.count === 0) return null;
  const first = node.item(0);
  return first.kind === "number" ? 1 : first.kind === "numbers" ? first.count : null;
}

/** What the shapes of a cell call the numbers a step of it gives. */
export function unitsLetter(cell: CellKind): "H" | "K" {
  return cell === "dense" ? "K" : "H";
}

/** One vote a letter for each array in which it stands; most votes count, the first where there is a draw. */
class Votes {
  readonly #counts = new Map<string, Map<number, number>>();
  cast(shape: string, node: JsonNode): void {
    const letters = shape.split("×");
    const actual = node.kind === "number" ? letters.map(() => 1) : shapeOf(node);
    if (actual === null || actual.length !== letters.length) return;
    letters.forEach((letter, index) => {
      this.count(letter, actual[index]);
    });
  }

  count(letter: string, size: number): void {
    const counts = this.#counts.get(letter) ?? new Map<number, number>();
    counts.set(size, (counts.get(size) ?? 0) + 1);
    this.#counts.set(letter, counts);
  }

  results(): Map<string, number> {
    const results = new Map<string, number>();
    for (const [letter, counts] of this.#counts) {
      let most = 0;
      for (const [size, count] of counts) {
        if (count <= most || size === 0) continue;
        most = count;
        results.set(letter, size);
      }
    }
    return results;
  }
}
