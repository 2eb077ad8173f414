/** The given part of a worked solution: the parameters, where the sequence starts, the equations in symbols. */
import type { Parameter, Parameters } from "../../core/model.js";
import { before } from "../../core/trace.js";
import { numberToken, parameterRef, stateRef } from "../explain/origin.js";
import { layerTrace, type Site } from "../explain/site.js";
import { parameterSymbol } from "../explain/tokens.js";
import type { EquationLine, Token } from "../explanation.js";
import { formatNumber, shortest } from "../format.js";
import { type Block, counted, math, type Run, words } from "./block.js";
import { numberTex, numberWidth, symbolTex, type Writing } from "./lexemes.js";
import { type Formula, lineWidth, rowsOf } from "./math.js";

/** More rows are not printed as a matrix, nor more numbers as a list. */
const mostRows = 12;
export const mostListed = 24;

/** Numbers as they are printed, laid out as a matrix; null where they do not fit on a page. */
export function matrixTex(rows: readonly (readonly string[])[]): { readonly tex: string; readonly width: number } | null {
  if (rows.length > mostRows) return null;
  if (rows.length === 1 && rows[0].length === 1) return { tex: numberTex(rows[0][0]), width: numberWidth(rows[0][0]) };
  const columns = rows[0].map((_, column) => Math.max(...rows.map((row) => numberWidth(row[column]))) + 2);
  const width = columns.reduce((sum, each) => sum + each, 1);
  if (width > lineWidth || columns.length > 10) return null;
  return { tex: `\\begin{bmatrix} ${rows.map((row) => row.map(numberTex).join(" & ")).join(" \\\\ ")} \\end{bmatrix}`, width };
}

/** Numbers as a list, (0.5, −1); one alone without parentheses. Null where there are too many. */
export function listTex(numbers: readonly string[]): string | null {
  if (numbers.length > mostListed) return null;
  return numbers.length === 1
    ? numberTex(numbers[0])
    : `(${numbers.map(numberTex).join(numbers.join(", ").length > 16 ? ",\\allowbreak\\, " : ",\\, ")})`;
}

/** A short number whole, a longer one rounded. */
export function printedShort(value: number, decimals: number): string {
  const whole = shortest(Number(value.toPrecision(12)));
  return whole.length <= 12 ? whole : formatNumber(value, decimals);
}

/** A parameter's numbers row by row, as `printed` gives each by its index; null where they are too many. */
export function parameterRows(
  { rows, cols }: Pick<Parameter, "rows" | "cols">,
  printed: (at: number) => string,
): readonly (readonly string[])[] | null {
  if (rows > mostRows || cols > mostListed) return null;
  return Array.from({ length: rows }, (_, row) => Array.from({ length: cols }, (_, column) => printed(row * cols + column)));
}

interface Placed extends Formula {
  readonly width: number;
}

/** Formulas `name = value`, as many beside each other as fit; those without a value are named in a sentence. */
export class Formulas {
  private readonly lines: Placed[][] = [];
  private readonly tooLarge: Run[][] = [];
  /** Tells which formulas may stand beside each other. */
  private key = "";

  add(
    key: string,
    name: string,
    { rows, cols, isVector }: Pick<Parameter, "rows" | "cols" | "isVector">,
    printed: (at: number) => string,
  ): void {
    const numbers = parameterRows({ rows, cols }, printed);
    const matrix = numbers && matrixTex(numbers);
    if (matrix === null) {
      this.tooLarge.push([math(name), words(` (${isVector ? rows : `${rows} by ${cols}`})`)]);
      return;
    }
    const formula = { left: name, right: matrix.tex, width: matrix.width + 8 };
    const line = this.lines[this.lines.length - 1];
    if (line !== undefined && key === this.key && columnsWidth([[...line, formula]]) <= lineWidth) line.push(formula);
    else this.lines.push([formula]);
    this.key = key;
  }

  /** `rest` ends the sentence about what is too large. */
  *blocks(rest: string): Generator<Block, void, void> {
    let together: Placed[][] = [];
    for (const line of this.lines) {
      if (columnsWidth([...together, line]) > lineWidth && together.length > 0) {
        yield { kind: "formulas", lines: together };
        together = [];
      }
      together.push(line);
    }
    if (together.length > 0) yield { kind: "formulas", lines: together };
    if (this.tooLarge.length === 0) return;
    const names = this.tooLarge.flatMap((name, at) => (at === 0 ? name : [words(", "), ...name]));
    yield { kind: "paragraph", runs: [words("Too large to be printed here: "), ...names, words(rest)] };
  }
}

/** Of the columns that the lines make together, each as wide as its widest formula. */
function columnsWidth(lines: readonly (readonly Placed[])[]): number {
  const columns = Math.max(...lines.map((line) => line.length));
  return Array.from({ length: columns }, (_, column) => Math.max(...lines.map((line) => line[column]?.width ?? 0))).reduce(
    (sum, width) => sum + width,
    0,
  );
}

/** The numbers of a layer's parameters as typed in the file, gate by gate. */
export function* parametersGiven(site: Site, layer: number, parameters: Parameters, decimals: number): Generator<Block, void, void> {
  const formulas = new Formulas();
  for (const parameter of parameters.values()) {
    const { name, cols } = parameter;
    const printed = (at: number): string => {
      const ref = parameterRef(site, layer, name, "ink", Math.floor(at / cols), at % cols);
      const token = ref && numberToken(site, ref, false);
      return token?.typed ?? formatNumber(parameter.values[at], decimals);
    };
    formulas.add(name.split("_")[1] ?? "", parameterTex(name), parameter, printed);
  }
  yield* formulas.blocks(". They stand in the file.");
}

/** W_f in TeX. */
export function parameterTex(name: string): string {
  const token = parameterSymbol(name, "ink");
  return token.kind === "symbol" ? symbolTex(token.text, token.sub) : name;
}

/** Where a layer starts: `h_0 = 0, c_0 = 0`. */
export function startRuns(site: Site, layer: number, t: number, decimals: number): readonly Run[] {
  const { layer: cell } = layerTrace(site, layer);
  if (cell.cell === "dense") return [];
  const states: readonly ("h" | "c")[] = cell.cell === "lstm" ? ["h", "c"] : ["h"];
  return states.flatMap((state, at) => {
    const values = before(site.trace, layer - 1, t, state);
    const printed = (unit: number): string => {
      if (t > 1) return formatNumber(values[unit], decimals);
      return numberToken(site, stateRef(site, layer, state, 0, unit + 1), false).typed ?? formatNumber(values[unit], decimals);
    };
    const list = values.length > mostListed ? null : listTex(Array.from(values, (_, unit) => printed(unit)));
    const symbol = symbolTex(state, String(t - 1));
    return [
      ...(at === 0 ? [] : [words(", ")]),
      ...(list === null ? [math(symbol), words(` of ${counted(values.length, "number")}`)] : [math(`${symbol} = ${list}`)]),
    ];
  });
}

/** A layer's equations at any step, from those of step 1: with t in the place of 1 and t−1 in that of 0. */
export function generalEquations(first: readonly (readonly EquationLine[])[], writing: Writing): Block {
  const definitions = new Map(
    first
      .flat()
      .filter(isDefinition)
      .map((line) => [JSON.stringify(line), line]),
  );
  const lines = [...first.map(([{ left, right }]) => ({ left: general(left), right: general(right) })), ...definitions.values()];
  return { kind: "equations", equations: lines.map((line) => rowsOf([line], writing)) };
}

const generalSubscripts: Readonly<Record<string, string>> = { "0": "t-1", "1": "t" };

/** A softmax's index at the end belongs to one unit. */
function general(tokens: readonly Token[]): readonly Token[] {
  return tokens
    .filter((token, at) => at === 0 || at < tokens.length - 1 || token.kind !== "text" || !/^\[\d+\]$/.test(token.text))
    .map((token) =>
      token.kind === "symbol" && token.sub !== undefined ? { ...token, sub: generalSubscripts[token.sub] ?? token.sub } : token,
    );
}

/** φ(z) = …, which holds for every step. */
export function isDefinition({ left }: EquationLine): boolean {
  return left[0]?.kind === "text" && left[0].text.endsWith("(z)");
}
