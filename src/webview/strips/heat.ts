/** A heat map: units down, steps across, only those in sight; zero is the background, and what is no number is hatched. */
import { blankText } from "../blank.js";
import type { Ramp } from "../colour.js";
import { canvasContext } from "../dom.js";
import type { HeatRows, Strip } from "../layout.js";
import { names, type Quantity } from "../names.js";
import { fractionOf, type Scale } from "../scales.js";
import type { Theme } from "../theme.js";
import type { TraceView } from "../view.js";
import { xOf } from "./geometry.js";
import { wordFor, writeWord } from "./ink.js";

export interface Ramps {
  readonly above: Ramp;
  readonly below: Ramp;
}

export function rampsOf(theme: Theme, quantity: Quantity, scale: Scale): Ramps {
  if (scale.kind === "signed") return { above: theme.above, below: theme.below };
  const own = theme.gates[names[quantity].hue];
  return { above: own, below: own };
}

/** Writes a value's colour at byte `at` of `pixels`. */
export function colourInto(pixels: Uint8ClampedArray, at: number, value: number, scale: Scale, ramps: Ramps): void {
  const isBelow = scale.kind === "signed" && value < 0;
  const size = scale.kind === "signed" ? Math.min(1, Math.abs(value) / scale.high) : fractionOf(scale, value);
  const colours = isBelow ? ramps.below : ramps.above;
  const from = Math.round(size * 255) * 3;
  pixels[at] = colours[from];
  pixels[at + 1] = colours[from + 1];
  pixels[at + 2] = colours[from + 2];
}

let scratchCanvas: HTMLCanvasElement | undefined;

/** A canvas of one pixel a value, from which the visible one is stretched. */
function scratch(width: number, height: number): HTMLCanvasElement {
  scratchCanvas ??= document.createElement("canvas");
  scratchCanvas.width = width;
  scratchCanvas.height = height;
  return scratchCanvas;
}

/** The values of a step's units, H from `start`; null where they are not there. */
type ColumnAt = (t: number) => { readonly values: Float64Array; readonly start: number } | null;

function ownColumns({ steps, layer, shape }: TraceView, quantity: Quantity): ColumnAt {
  return (t) => {
    const piece = steps.pieceAt(layer, t);
    const values = piece?.quantities[quantity];
    return piece && values ? { values, start: (t - piece.from) * shape.H } : null;
  };
}

export function paintHeat(
  canvas: HTMLCanvasElement,
  view: TraceView,
  strip: Strip,
  columnAt: ColumnAt = ownColumns(view, strip.quantity as Quantity),
): void {
  const { figure, sight, theme, scroll } = view;
  const context = canvasContext(canvas, figure.plot, strip.height);
  const columns = sight.to - sight.from + 1;
  canvas.dataset.columns = String(Math.max(0, columns));
  if (context === null || columns < 1 || strip.heat === null) return;
  const { rows } = strip.heat;
  const source = scratch(columns, rows);
  const pixels = source.getContext("2d");
  if (pixels === null) return;
  const image = pixels.createImageData(columns, rows);
  const first = fillImage(image, view, strip, { heat: strip.heat, columnAt });
  pixels.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(source, (sight.from - 1) * figure.stepWidth - scroll, 0, columns * figure.stepWidth, strip.height);
  if (first === null) return;
  // Where an exercise hides some, it is they that are no numbers.
  const isBlank = Number.isNaN(first.value) && view.steps.pieceAt(view.layer, first.t)?.hidden[strip.quantity] !== undefined;
  const word = isBlank ? blankText : wordFor(first.value);
  writeWord(context, theme, word, Math.min(figure.plot - 30, Math.max(4, xOf(view, first.t) + 4)), strip.height / 2 + 4);
}

/** Returns where the first value in sight stands that is no number. */
function fillImage(
  image: ImageData,
  view: TraceView,
  strip: Strip,
  { heat, columnAt }: { readonly heat: HeatRows; readonly columnAt: ColumnAt },
): { readonly t: number; readonly value: number } | null {
  const { sight, t: cursor, theme } = view;
  const quantity = strip.quantity as Quantity;
  const ramps = rampsOf(theme, quantity, strip.scale);
  let first: { readonly t: number; readonly value: number } | null = null;
  for (let t = sight.from; t <= sight.to; t++) {
    const column = columnAt(t);
    if (column === null) continue;
    const odd = fillColumn(image, t - sight.from, column.values, column.start, {
      view,
      scale: strip.scale,
      heat,
      ramps,
      alpha: t > cursor ? 128 : 255,
      isHiding: view.steps.pieceAt(view.layer, t)?.hidden[quantity] !== undefined,
    });
    if (odd !== null && first === null) first = { t, value: odd };
  }
  return first;
}

interface ColumnLook {
  readonly view: TraceView;
  readonly scale: Scale;
  readonly heat: HeatRows;
  readonly ramps: Ramps;
  readonly alpha: number;
  /** Whether an exercise hides some of the values: they are left blank. */
  readonly isHiding: boolean;
}

/** Returns a value of the column that is no number, where there is one. */
function fillColumn(
  image: ImageData,
  column: number,
  values: Float64Array,
  start: number,
  { view, scale, heat, ramps, alpha, isHiding }: ColumnLook,
): number | null {
  const { H } = view.shape;
  const { unitsPerRow, rows } = heat;
  let odd: number | null = null;
  for (let row = 0; row < rows; row++) {
    const end = Math.min(H, (row + 1) * unitsPerRow);
    let sum = 0;
    for (let unit = row * unitsPerRow; unit < end; unit++) sum += values[start + unit];
    const mean = sum / (end - row * unitsPerRow);
    const at = (row * image.width + column) * 4;
    if (Number.isFinite(mean)) colourInto(image.data, at, mean, scale, ramps);
    else {
      odd ??= firstOdd(values, start + row * unitsPerRow, start + end);
      const isHatched = (row + column) % 2 === 1 && !(isHiding && Number.isNaN(mean));
      image.data.set(isHatched ? view.theme.foreground : view.theme.background, at);
    }
    image.data[at + 3] = alpha;
  }
  return odd;
}

function firstOdd(values: Float64Array, from: number, to: number): number {
  return values.subarray(from, to).find((value) => !Number.isFinite(value)) ?? Number.NaN;
}

/** The colours' key: low to high, left to right. */
export function paintKey(canvas: HTMLCanvasElement, theme: Theme, quantity: Quantity, scale: Scale): void {
  const width = 56;
  const context = canvasContext(canvas, width, 6);
  if (context === null) return;
  const source = scratch(width, 1);
  const pixels = source.getContext("2d");
  if (pixels === null) return;
  const image = pixels.createImageData(width, 1);
  const ramps = rampsOf(theme, quantity, scale);
  for (let x = 0; x < width; x++) {
    colourInto(image.data, x * 4, scale.low + ((scale.high - scale.low) * x) / (width - 1), scale, ramps);
    image.data[x * 4 + 3] = 255;
  }
  pixels.putImageData(image, 0, 0);
  context.drawImage(source, 0, 0, width, 6);
}
