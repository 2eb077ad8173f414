/** Where the Optimizer tab's matrices stand, in CSS pixels; nothing here touches the page. */
import type { ParameterShape } from "../../protocol/panel.js";
import type { UpdateOfParameter } from "../../protocol/updates.js";
import { formatFine } from "../../report/format.js";
import { matricesOf } from "./view.js";

/** Rows and columns up to which a matrix is written in numbers; above, it is a heat map. */
export const mostNumbers = 12;

/** From this width of the figure on, matrices stand further apart. */
const roomy = 900;

/** Whether matrices stand further apart in a figure of this width. */
export function isRoomy(width: number): boolean {
  return width >= roomy;
}

/** Between two matrices side by side; the style sheet has the same. */
export function gapFor(width: number): number {
  return isRoomy(width) ? 36 : 20;
}

/** Brackets and what stands between them and the numbers. */
const brackets = 10;
/** The narrowest lane of numbers: what their captions need. */
const leastNumbers = 122;
/** Rows up to which numbers stand one matrix below the other; matrices of more rows that do not fit side by side are heat maps, to be seen together. */
const mostStacked = 4;
/** The narrowest lane of a heat map. */
const leastHeat = 184;
const heatHeight = 200;
/** Pixels of one entry of a heat map. */
const mostPixel = 22;

export interface MatrixLayout {
  readonly kind: "numbers" | "heat";
  /** Of one matrix. */
  readonly width: number;
  readonly height: number;
  /** What one has to stand in. */
  readonly lane: number;
  /** How many stand side by side. */
  readonly lanes: 1 | 2 | 3 | 4;
}

/** The widest number that any of the matrices shows, in characters. */
function widest(update: UpdateOfParameter, decimals: number): number {
  let most = 4;
  for (const values of Object.values(matricesOf(update).values))
    for (const value of values ?? []) most = Math.max(most, formatFine(value, decimals).length);
  return most;
}

/** How a parameter's matrices stand in a figure of this width; `digit` is the width of a digit. */
export function layOutMatrices(
  parameter: Pick<ParameterShape, "rows" | "cols">,
  update: UpdateOfParameter,
  { width, decimals, digit }: { readonly width: number; readonly decimals: number; readonly digit: number },
): MatrixLayout {
  const { rows, cols } = parameter;
  if (rows > mostNumbers || cols > mostNumbers) return heatLayout(parameter, width);
  const own = Math.ceil(cols * Math.max(48, widest(update, decimals) * digit + 14)) + brackets;
  const lane = Math.max(leastNumbers, own);
  const lanes = lanesOf(lane, width);
  return lanes === 1 && rows > mostStacked ? heatLayout(parameter, width) : { kind: "numbers", width: own, height: rows * 22, lane, lanes };
}

function heatLayout({ rows, cols }: Pick<ParameterShape, "rows" | "cols">, width: number): MatrixLayout {
  const lanes = lanesOf(leastHeat, width);
  const lane = Math.max(1, Math.floor((width - (lanes - 1) * gapFor(width)) / lanes));
  const [across, down] = isAcross({ rows, cols }) ? [rows, 1] : [cols, rows];
  const pixel = (count: number, space: number): number => Math.max(1, Math.min(mostPixel, Math.floor(space / count)));
  return {
    ...{ kind: "heat", lane, lanes },
    width: Math.min(lane, across * pixel(across, lane)),
    height: Math.min(heatHeight, down * pixel(down, heatHeight)),
  };
}

/** A long column is drawn lying down. */
export function isAcross({ rows, cols }: Pick<ParameterShape, "rows" | "cols">): boolean {
  return cols === 1 && rows > mostNumbers;
}

function lanesOf(own: number, width: number): MatrixLayout["lanes"] {
  const fits = (lanes: number): boolean => lanes * own + (lanes - 1) * gapFor(width) <= width;
  return fits(4) ? 4 : fits(3) ? 3 : fits(2) ? 2 : 1;
}

/** The entry a key leads to; null for a key that is none of the matrix's own. */
export function entryForKey(
  key: string,
  { row, col }: { readonly row: number; readonly col: number },
  { rows, cols }: Pick<ParameterShape, "rows" | "cols">,
): { readonly row: number; readonly col: number } | null {
  const moves: Readonly<Record<string, readonly [number, number]>> = isAcross({ rows, cols })
    ? { ArrowLeft: [row - 1, 1], ArrowRight: [row + 1, 1], Home: [1, 1], End: [rows, 1] }
    : {
        ArrowLeft: [row, col - 1],
        ArrowRight: [row, col + 1],
        ArrowUp: [row - 1, col],
        ArrowDown: [row + 1, col],
        Home: [row, 1],
        End: [row, cols],
      };
  const to = moves[key];
  return to === undefined ? null : { row: Math.min(rows, Math.max(1, to[0])), col: Math.min(cols, Math.max(1, to[1])) };
}
