/** Equations as TeX that LaTeX and KaTeX both read: quotients as fractions, roots with their bars, long lines broken at their summands. */
import type { EquationLine, Token } from "../explanation.js";
import { type Lexeme, lexemesOf, type Writing } from "./lexemes.js";

/** What fits beside the left side on a page, in digits. */
export const lineWidth = 66;

/** A piece of a line; a line may be broken before one that begins a summand. */
interface Piece {
  readonly tex: string;
  readonly width: number;
  readonly beginsSummand: boolean;
}

interface Group {
  readonly kind: "group";
  readonly open: string;
  readonly close: string;
  readonly nodes: readonly Node[];
  /** What is raised behind it. */
  readonly script: string;
}

type Node = Lexeme | Group;

/** One row of an alignment; only the first row of an equation has a left side. */
export interface Row {
  readonly left: string;
  readonly right: string;
  /** Whether it goes on with the sum of the row above, without an equals sign of its own. */
  readonly goesOn: boolean;
}

/** One formula of several beside each other. */
export interface Formula {
  readonly left: string;
  readonly right: string;
}

/** Puts what stands between parentheses, or between bars, into groups of their own. */
class Grouping {
  private at = 0;

  constructor(private readonly lexemes: readonly Lexeme[]) {}

  /** Up to the end, or to what closes the group begun with `opened`. */
  nodes(opened: "open" | "bar" | null): Node[] {
    const nodes: Node[] = [];
    while (this.at < this.lexemes.length) {
      const lexeme = this.lexemes[this.at++];
      if (lexeme.kind === "close" || (lexeme.kind === "bar" && opened === "bar")) return nodes;
      if (lexeme.kind === "open") nodes.push({ kind: "group", open: "(", close: ")", nodes: this.nodes("open"), script: "" });
      else if (lexeme.kind === "bar")
        nodes.push({ kind: "group", open: "\\lvert", close: "\\rvert", nodes: this.nodes("bar"), script: "" });
      else if (lexeme.kind === "script") raise(nodes, lexeme);
      else nodes.push(lexeme);
    }
    return nodes;
  }
}

function raise(nodes: Node[], { tex, width }: Lexeme): void {
  const last = nodes.pop();
  if (last === undefined) return;
  nodes.push(last.kind === "group" ? { ...last, script: tex } : { ...last, tex: last.tex + tex, width: last.width + width });
}

/** √ takes what follows under its bar. */
function withRoots(nodes: readonly Node[]): Node[] {
  const result: Node[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (node.kind !== "root" || at + 1 === nodes.length) result.push(node);
    else result.push(atom(`\\sqrt{${bare(nodes[at + 1]).tex}}`, bare(nodes[++at]).width + 2));
  }
  return result;
}

const atom = (tex: string, width: number): Lexeme => ({ kind: "atom", tex, width });
const endsProduct: ReadonlySet<Node["kind"]> = new Set(["sum", "relation", "comma", "sign"]);

/** a·b / c becomes a fraction where it is not longer than a line. */
function withFractions(nodes: readonly Node[]): Node[] {
  const result: Node[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (node.kind !== "over" || at + 1 === nodes.length) {
      result.push(node);
      continue;
    }
    let start = result.length;
    while (start > 0 && !endsProduct.has(result[start - 1].kind) && !isBehindFraction(result, start)) start--;
    const over = result.slice(start);
    const above = over.length === 1 ? bare(over[0]) : whole(over);
    const below = bare(nodes[at + 1]);
    const width = Math.max(above.width, below.width) + 0.5;
    if (width > lineWidth) result.push(node);
    else {
      result.splice(start, over.length, atom(`\\frac{${above.tex}}{${below.tex}}`, width));
      at++;
    }
  }
  return result;
}

/** Whether what comes before `at` is a fraction and the sign that multiplies it: fractions stand beside each other, not in one another. */
function isBehindFraction(nodes: readonly Node[], at: number): boolean {
  const before = nodes[at - 2];
  return nodes[at - 1]?.kind === "times" && before?.kind === "atom" && before.tex.startsWith("\\frac");
}

/** A node without its own parentheses: what a bar or a fraction's line makes clear already. */
function bare(node: Node): Piece {
  if (node.kind === "group") return whole(node.open === "(" && node.script === "" ? node.nodes : [node]);
  const negative = /^\((-[^()]*)\)$/.exec(node.tex)?.[1];
  return negative === undefined ? whole([node]) : { tex: negative, width: node.width - 1.6, beginsSummand: false };
}

function whole(nodes: readonly Node[]): Piece {
  const pieces = piecesOf(nodes);
  return {
    tex: joined(pieces),
    width: pieces.reduce((sum, { width }) => sum + width, 0),
    beginsSummand: false,
  };
}

function piecesOf(nodes: readonly Node[]): readonly Piece[] {
  return withFractions(withRoots(nodes)).flatMap((node): readonly Piece[] => {
    if (node.kind !== "group") return [{ tex: node.tex, width: node.width, beginsSummand: node.kind === "sum" }];
    const end = { tex: node.close + node.script, width: 0.8 + (node.script === "" ? 0 : 0.7), beginsSummand: false };
    return [{ tex: node.open, width: 0.8, beginsSummand: false }, ...piecesOf(node.nodes), end];
  });
}

function pieces(tokens: readonly Token[], writing: Writing): readonly Piece[] {
  return piecesOf(new Grouping(lexemesOf(tokens, writing)).nodes(null));
}

/** One side of an equation on one line. */
export function inline(tokens: readonly Token[], writing: Writing): string {
  return joined(pieces(tokens, writing));
}

/** A command's name ends where no letter follows. */
function joined(parts: readonly Pick<Piece, "tex">[]): string {
  return parts
    .reduce((line, { tex }) => (/\\[A-Za-z]+$/.test(line) && /^[A-Za-z]/.test(tex) ? `${line} ${tex}` : line + tex), "")
    .replace(/ {2,}/g, " ")
    .trim();
}

const widthOf = (parts: readonly Piece[]) => parts.reduce((sum, { width }) => sum + width, 0);

/** The rows of an equation: one a line, a result beside what it comes from where there is room, a long sum over several. */
export function rowsOf(lines: readonly EquationLine[], writing: Writing): readonly Row[] {
  const rows: Row[] = [];
  let room = 0;
  for (const { left, right } of lines) {
    const parts = pieces(right, writing);
    const width = widthOf(parts);
    const isResult = left.length === 0 && right.length === 1 && right[0].kind === "number";
    const above = rows[rows.length - 1];
    if (isResult && rows.length > 1 && width + 2.6 <= room) {
      rows[rows.length - 1] = { ...above, right: `${above.right} = ${joined(parts)}` };
      room -= width + 2.6;
      continue;
    }
    const broken = brokenAt(parts);
    rows.push(...broken.map((part, at) => ({ left: at === 0 ? inline(left, writing) : "", right: joined(part), goesOn: at > 0 })));
    room = lineWidth - widthOf(broken[broken.length - 1]);
  }
  return rows;
}

/** The pieces in as many parts as it takes for each to fit on a line. */
function brokenAt(parts: readonly Piece[]): readonly (readonly Piece[])[] {
  const broken: Piece[][] = [[]];
  let width = 0;
  for (let at = 0; at < parts.length; ) {
    let end = at + 1;
    while (end < parts.length && !parts[end].beginsSummand) end++;
    const summand = parts.slice(at, end);
    const own = widthOf(summand);
    if (width > 0 && width + own > lineWidth) {
      broken.push([]);
      width = 2;
    }
    broken[broken.length - 1].push(...summand);
    width += own;
    at = end;
  }
  return broken;
}

/** The rows of an alignment in TeX, its equations a little apart and fractions with room above and below. */
export function alignmentTex(equations: readonly (readonly Row[])[]): string {
  const rows = equations.flatMap((equation) => equation.map((row, at) => ({ tex: rowTex(row), isLast: at === equation.length - 1 })));
  return rows
    .map(({ tex, isLast }, at) => {
      if (at === rows.length - 1) return tex;
      const isTall = [tex, rows[at + 1].tex].some((each) => each.includes("\\frac") || each.includes("\\begin"));
      return `${tex} \\\\${isLast ? "[8pt]" : isTall ? "[4pt]" : ""}`;
    })
    .join("\n");
}

/** `f_1 &= \sigma(…)` */
function rowTex({ left, right, goesOn }: Row): string {
  return goesOn ? `&\\quad {} ${right}` : `${left}${left === "" ? "" : " "}&= ${right}`;
}

/** Formulas beside each other as columns of an alignment: `W_f &= …,&\qquad U_f &= …`. */
export function formulasTex(lines: readonly (readonly Formula[])[]): string {
  const rows = lines.map((line) => line.map(({ left, right }) => `${left} &= ${right}`).join(",&\\qquad "));
  return rows.join(" \\\\[5pt]\n");
}
