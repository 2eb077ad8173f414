/** Random `.lstm.json` texts with an optimizer, printed with blanks, line breaks, comments and trailing commas wherever they may stand. */
import type { Draw } from "./randomModels.js";

/** How a text is laid out. */
export interface Style {
  readonly kind: "one line" | "lines" | "wild";
  readonly lineEnd: "\n" | "\r\n" | "\r";
  readonly indent: string;
}

export const styles: readonly Style[] = (["one line", "lines", "wild"] as const).flatMap((kind) =>
  (["\n", "\r\n", "\r"] as const).flatMap((lineEnd) => ["  ", "\t", "    "].map((indent) => ({ kind, lineEnd, indent }))),
);

/** A value to print: words as they are, lists, objects by name. */
type Tree = string | readonly Tree[] | ReadonlyMap<string, Tree>;

const letters = { lstm: ["f", "i", "c", "o"], gru: ["r", "z", "n"], rnn: ["h"], dense: [] } as const;
type Cell = keyof typeof letters;

/** A number as somebody may type it. */
function number(draw: Draw, isSquare = false): string {
  const size = draw.numbers(1, 3)[0];
  const value = isSquare ? Math.abs(size) : size;
  return draw.pick([value.toFixed(2), String(value), value.toExponential(2), isSquare ? "0" : "-0", "1.50", "0", "2E+1", "1e-320"]);
}

function vector(draw: Draw, size: number, isSquare = false): Tree {
  if (size === 1 && draw.chance(0.3)) return number(draw, isSquare);
  return Array.from({ length: size }, () => number(draw, isSquare));
}

function matrix(draw: Draw, rows: number, cols: number, isSquare = false): Tree {
  if (rows === 1 && cols === 1 && draw.chance(0.3)) return number(draw, isSquare);
  return Array.from({ length: rows }, () => Array.from({ length: cols }, () => number(draw, isSquare)));
}

/** Rows and columns by parameter; a vector has no columns. */
type Shapes = ReadonlyMap<string, readonly [number, number | null]>;

function shapesOf(draw: Draw, cell: Cell, D: number, H: number): Shapes {
  const shapes = new Map<string, readonly [number, number | null]>();
  const hasBiases = draw.chance(0.7);
  if (cell === "dense") shapes.set("W", [H, D]);
  if (cell === "dense" && hasBiases) shapes.set("b", [H, null]);
  for (const k of letters[cell]) {
    shapes.set(`W_${k}`, [H, D]).set(`U_${k}`, [H, H]);
    if (hasBiases || draw.chance(0.3)) shapes.set(`b_${k}`, [H, null]);
    if (cell === "lstm" && k !== "c" && draw.chance(0.2)) shapes.set(`p_${k}`, [H, null]);
  }
  return shapes;
}

/** Names of any kind; no vector of one entry, which would be no vector where it is written as a bare number. */
function givenShapes(draw: Draw): Shapes {
  const names = ["W", 'a \\"b\\"', "w\\u00e9"].slice(0, draw.int(1, 3));
  return new Map(names.map((name) => [name, draw.chance(0.4) ? [draw.int(2, 3), null] : [draw.int(1, 3), draw.int(1, 2)]]));
}

/** Numbers for the shapes, all of them or some, in their order or another. */
function byParameter(draw: Draw, shapes: Shapes, { isWhole, isSquare = false }: { isWhole: boolean; isSquare?: boolean }): Tree {
  const names = [...shapes].filter(() => isWhole || draw.chance(0.6));
  if (draw.chance(0.3)) names.reverse();
  return new Map(
    names.map(([name, [rows, cols]]) => [name, cols === null ? vector(draw, rows, isSquare) : matrix(draw, rows, cols, isSquare)]),
  );
}

function optimizerOf(draw: Draw, layers: readonly Shapes[], isStack: boolean, isWhole: boolean): Tree {
  const moments = (isSquare: boolean): Tree => {
    if (!isStack) return byParameter(draw, layers[0], { isWhole, isSquare });
    return layers.map((shapes) => (!isWhole && draw.chance(0.3) ? "null" : byParameter(draw, shapes, { isWhole, isSquare })));
  };
  const members: [string, Tree][] = [["type", '"adam"']];
  if (draw.chance(0.5)) members.push(["alpha", "0.1"], ["epsilonRule", '"hat"']);
  if (isWhole || draw.chance(0.5)) members.push(["t", String(draw.int(0, 20))]);
  if (isWhole || draw.chance(0.5)) members.push(["V", moments(false)]);
  if (isWhole || draw.chance(0.5)) members.push(["S", moments(true)]);
  if (draw.chance(0.3)) members.reverse();
  return new Map(members);
}

/** A problem of one layer, of a stack, or of gradients alone. `isWhole`: t, V and S are there with every entry. */
export function randomText(draw: Draw, style: Style, { isWhole = false } = {}): { readonly text: string } {
  const form = draw.pick(["layer", "stack", "given"]);
  const widths = [draw.int(1, 3), draw.int(1, 3), draw.int(1, 2)];
  const root = new Map<string, Tree>();
  let layers: Shapes[];
  if (form === "given") {
    layers = [givenShapes(draw)];
    root.set("parameters", byParameter(draw, layers[0], { isWhole: true }));
    root.set("gradients", [byParameter(draw, layers[0], { isWhole: true })]);
  } else {
    const cells = Array.from({ length: form === "stack" ? draw.int(1, 2) : 1 }, () => draw.pick(["lstm", "gru", "rnn", "dense"] as const));
    layers = cells.map((cell, at) => shapesOf(draw, cell, widths[at], widths[at + 1]));
    const trees = cells.map(
      (cell, at) =>
        new Map<string, Tree>([
          ["cell", `"${cell}"`],
          ["parameters", byParameter(draw, layers[at], { isWhole: true })],
        ]),
    );
    if (form === "stack") root.set("layers", trees);
    else for (const [name, tree] of trees[0]) root.set(name, tree);
    root.set("inputs", matrix(draw, 2, widths[0]));
  }
  root.set("optimizer", optimizerOf(draw, layers, form === "stack", isWhole));
  const members = draw.chance(0.3) ? new Map([...root].reverse()) : root;
  return { text: new Printer(draw, style).print(members, "") + draw.pick(["", style.lineEnd]) };
}

/** Prints a tree in a style. */
class Printer {
  constructor(
    private readonly draw: Draw,
    private readonly style: Style,
  ) {}

  print(tree: Tree, indent: string): string {
    if (typeof tree === "string") return tree;
    const isObject = tree instanceof Map;
    const [open, close] = isObject ? "{}" : "[]";
    const inner = indent + this.style.indent;
    const items = isObject
      ? [...tree].map(([name, value]) => `"${name}"${this.gap()}:${this.gap()}${this.print(value, inner)}`)
      : (tree as readonly Tree[]).map((value) => this.print(value, inner));
    const isFlat = !isObject && items.every((item) => item.length < 12);
    const [between, edge] = this.breaks(inner, indent, isFlat);
    const comma = items.length > 0 && this.draw.chance(0.2) ? "," : "";
    return `${open}${between()}${items.map((item, at) => (at < items.length - 1 ? `${item}${this.gap()},${between()}` : item)).join("")}${this.gap()}${comma}${edge()}${close}`;
  }

  /** What stands between entries, and before the closing bracket. */
  private breaks(inner: string, indent: string, isFlat: boolean): readonly [() => string, () => string] {
    const { kind, lineEnd } = this.style;
    if (kind === "one line" || (kind === "lines" && isFlat)) return [() => this.draw.pick([" ", "", " "]), () => ""];
    if (kind === "lines") {
      const remark = () => (this.draw.chance(0.1) ? ' // a remark, with "quotes" and [brackets' : "");
      return [() => remark() + lineEnd + inner, () => remark() + lineEnd + indent];
    }
    const any = () =>
      this.draw.pick([
        "",
        " ",
        lineEnd,
        lineEnd + inner,
        "\t",
        ` //, }${lineEnd}`,
        "/* 1, ] */",
        `/* two${lineEnd} lines */`,
        `${lineEnd}// one${lineEnd}${inner}`,
      ]);
    return [any, any];
  }

  /** Blanks or a comment, in the wild style. */
  private gap(): string {
    const { kind, lineEnd } = this.style;
    if (kind !== "wild") return "";
    return this.draw.pick(["", "", " ", "/* : */", ` // here${lineEnd}`, lineEnd]);
  }
}
