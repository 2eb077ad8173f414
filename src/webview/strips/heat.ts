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
import { type HeatPixels, pixelsOf } from "./heatPixels.js";
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

/** Where the values of a step's units come from: H from `start`; null where they are not there. */
export interface Columns {
  at(t: number): { readonly values: Float64Array; readonly start: number } | null;
  /** What the values depend on. */
  readonly key: readonly unknown[];
}

function ownColumns({ steps, layer, shape }: TraceView, quantity: Quantity): Columns {
  return {
    at(t) {
      const piece = steps.pieceAt(layer, t);
      const values = piece?.quantities[quantity];
      return piece && values ? { values, start: (t - piece.from) * shape.H } : null;
    },
    key: [],
  };
}

export function paintHeat(
  canvas: HTMLCanvasElement,
  view: TraceView,
  strip: Strip,
  columns: Columns = ownColumns(view, strip.quantity as Quantity),
): void {
  const { figure, sight, theme, scroll } = view;
  const context = canvasContext(canvas, figure.plot, strip.height);
  const count = sight.to - sight.from + 1;
  canvas.dataset.columns = String(Math.max(0, count));
  if (context === null || count < 1 || strip.heat === null) return;
  const pixels = filledPixels(canvas, view, strip, strip.heat, columns);
  const source = scratch(count, strip.heat.rows);
  const ink = source.getContext("2d");
  if (ink === null) return;
  ink.putImageData(new ImageData(pixels.data, pixels.width), 0, 0);
  fade(ink, view.t - sight.from + 1);
  context.imageSmoothingEnabled = false;
  context.drawImage(source, (sight.from - 1) * figure.stepWidth - scroll, 0, count * figure.stepWidth, strip.height);
  const odd = pixels.oddAmong(count);
  if (odd === null) return;
  const t = sight.from + odd.column;
  // Where an exercise hides some, it is they that are no numbers.
  const isBlank = Number.isNaN(odd.value) && view.steps.pieceAt(view.layer, t)?.hidden[strip.quantity] !== undefined;
  const word = isBlank ? blankText : wordFor(odd.value);
  writeWord(context, theme, word, Math.min(figure.plot - 30, Math.max(4, xOf(view, t) + 4)), strip.height / 2 + 4);
}

/** Steps after the cursor are half as strong. */
function fade(ink: CanvasRenderingContext2D, from: number): void {
  ink.globalCompositeOperation = "destination-out";
  ink.globalAlpha = 0.5;
  ink.fillRect(Math.max(0, from), 0, ink.canvas.width, ink.canvas.height);
}

/** The pixels of at least the steps in sight. */
function filledPixels(canvas: HTMLCanvasElement, view: TraceView, strip: Strip, heat: HeatRows, columns: Columns): HeatPixels {
  const { figure, sight, steps, layer, theme, trace } = view;
  const { scale } = strip;
  const quantity = strip.quantity as Quantity;
  // A step may stand in sight at either edge in part.
  const width = Math.ceil(figure.plot / figure.stepWidth) + 1;
  const key = [steps, steps.answers, layer, quantity, scale.kind, scale.low, scale.high, heat.unitsPerRow, theme, ...columns.key];
  const pixels = pixelsOf(canvas, width, heat.rows, key);
  const ramps = rampsOf(theme, quantity, scale);
  pixels.show(sight.from, (data, at, t) => {
    const column = t > trace.T ? null : columns.at(t);
    const isHiding = steps.pieceAt(layer, t)?.hidden[quantity] !== undefined;
    if (column !== null) return fillColumn({ data, at, width }, column, t, { view, scale, heat, ramps, isHiding });
    for (let row = 0; row < heat.rows; row++) data.fill(0, at + row * width * 4, at + row * width * 4 + 4);
    return null;
  });
  return pixels;
}

interface ColumnLook {
  readonly view: TraceView;
  readonly scale: Scale;
  readonly heat: HeatRows;
  readonly ramps: Ramps;
  /** Whether an exercise hides some of the values: they are left blank. */
  readonly isHiding: boolean;
}

/** Returns a value of the column that is no number, where there is one. */
function fillColumn(
  { data, at, width }: { readonly data: Uint8ClampedArray; readonly at: number; readonly width: number },
  { values, start }: { readonly values: Float64Array; readonly start: number },
  t: number,
  { view, scale, heat, ramps, isHiding }: ColumnLook,
): number | null {
  const { H } = view.shape;
  const { unitsPerRow, rows } = heat;
  let odd: number | null = null;
  for (let row = 0; row < rows; row++) {
    const end = Math.min(H, (row + 1) * unitsPerRow);
    let sum = 0;
    for (let unit = row * unitsPerRow; unit < end; unit++) sum += values[start + unit];
    const mean = sum / (end - row * unitsPerRow);
    const pixel = at + row * width * 4;
    if (Number.isFinite(mean)) colourInto(data, pixel, mean, scale, ramps);
    else {
      odd ??= firstOdd(values, start + row * unitsPerRow, start + end);
      const isHatched = (row + t) % 2 === 1 && !(isHiding && Number.isNaN(mean));
      data.set(isHatched ? view.theme.foreground : view.theme.background, pixel);
    }
    data[pixel + 3] = 255;
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
