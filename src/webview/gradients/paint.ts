/** Paints the Gradients tab's canvases, only what is in sight. */
import type { Rgb } from "../colour.js";
import { canvasContext, type Ink } from "../dom.js";
import { colourInto } from "../strips/heat.js";
import { css } from "../strips/ink.js";
import { xOf } from "./geometry.js";
import { decadesFor, factorDecades, heightOn, shareScale } from "./scales.js";
import { type GradientsView, stepIn } from "./view.js";

/** What the canvases show, as text: two drawings with the same are the same. */
export function gradientsKey(view: GradientsView): string {
  const { summary, layer, t, scroll, layout, theme, cache } = view;
  return [summary.revision, layer, t, scroll, layout.width, theme.version, cache.answers, devicePixelRatio].join(" ");
}

export function paintGradients(root: ParentNode, view: GradientsView): void {
  for (const canvas of root.querySelectorAll<HTMLCanvasElement>("canvas[data-chart]")) {
    canvas.dataset.columns = String(Math.max(0, view.sight.to - view.sight.from + 1));
    if (canvas.dataset.chart === "norms") paintNorms(canvas, view);
    else if (canvas.dataset.chart === "factor") paintFactor(canvas, view);
    else if (canvas.dataset.chart === "key") paintKey(canvas, view);
    else paintShares(canvas, view);
  }
}

type At = (t: number) => number | undefined;

/** A value by step, from the pieces there are. */
function column(view: GradientsView, pick: (piece: NonNullable<ReturnType<typeof stepIn>>) => number | undefined): At {
  return (t) => {
    const found = stepIn(view, t);
    return found === null ? undefined : pick(found);
  };
}

/** A line through the steps in sight and one beside them; a value without a place leaves a gap, and one between two gaps is a dot. */
function paintLine(context: Ink, view: GradientsView, yOf: At, colour: Rgb): void {
  const { sight, T, t } = view;
  const dots: [number, number][] = [];
  context.strokeStyle = css(colour);
  context.fillStyle = css(colour);
  context.lineWidth = 1.5;
  context.lineJoin = "round";
  context.beginPath();
  let run = 0;
  let last: [number, number] = [0, 0];
  for (let step = Math.max(1, sight.from - 1); step <= Math.min(T, sight.to + 1) + 1; step++) {
    const y = step > T ? undefined : yOf(step);
    if (y === undefined || Number.isNaN(y)) {
      if (run === 1) dots.push(last);
      run = 0;
      continue;
    }
    last = [xOf(view, step), y];
    if (run === 0) context.moveTo(...last);
    else context.lineTo(...last);
    run++;
  }
  context.stroke();
  const here = yOf(t);
  if (here !== undefined && !Number.isNaN(here)) dots.push([xOf(view, t), here]);
  for (const [x, y] of dots) {
    context.beginPath();
    context.arc(x, y, 3.5, 0, 2 * Math.PI);
    context.fill();
  }
}

/** Room above and below a chart's lines, so that dots at its ends are whole. */
export const overhang = 4;

function paintNorms(canvas: HTMLCanvasElement, view: GradientsView): void {
  const { layout, theme, shape } = view;
  const context = canvasContext(canvas, layout.plot, layout.norms.height + 2 * overhang);
  if (context === null) return;
  const axis = decadesOf(view);
  const yOf =
    (at: At): At =>
    (t) => {
      const value = at(t);
      return value === undefined ? undefined : overhang + (1 - heightOn(axis, value)) * layout.norms.height;
    };
  if (shape.cell === "lstm") paintLine(context, view, yOf(column(view, ({ piece, k }) => piece.c?.[k])), theme.hues.cell);
  paintLine(context, view, yOf(column(view, ({ piece, k }) => piece.h[k])), theme.hues.hidden);
}

/** The norms' axis: that of the whole sequence, so that it stands still while one scrolls. */
export function decadesOf({ summary, layer }: GradientsView): ReturnType<typeof decadesFor> {
  return decadesFor(summary.reach[2 * (layer - 1)], summary.reach[2 * (layer - 1) + 1]);
}

function paintFactor(canvas: HTMLCanvasElement, view: GradientsView): void {
  const { layout, theme, shape } = view;
  const height = layout.factor?.height ?? 0;
  const context = canvasContext(canvas, layout.plot, height + 2 * overhang);
  if (context === null) return;
  const y = (value: number): number => {
    // What is 0 stands at the foot: a step that lets nothing through is no gap.
    const held = value === 0 ? 0 : heightOn(factorDecades, value);
    return overhang + (1 - held) * height;
  };
  const yOf =
    (at: At): At =>
    (t) => {
      const value = at(t);
      return value === undefined ? undefined : y(value);
    };
  if (shape.cell === "lstm" && shape.H > 1) paintBand(context, view, yOf);
  if (shape.cell === "lstm" && shape.H === 1)
    paintLine(context, view, yOf(column(view, ({ piece, k }) => piece.f?.mean[k])), theme.hues.forgetGate);
  const own = shape.cell === "lstm" ? theme.hues.cell : theme.hues.hidden;
  paintLine(context, view, yOf(column(view, ({ piece, k }) => piece.factor?.[k])), own);
}

/** The middle half of the forget gates. */
function paintBand(context: Ink, view: GradientsView, yOf: (at: At) => At): void {
  const { sight, T, theme } = view;
  const [lower, upper] = [yOf(column(view, ({ piece, k }) => piece.f?.lower[k])), yOf(column(view, ({ piece, k }) => piece.f?.upper[k]))];
  const steps: number[] = [];
  for (let t = Math.max(1, sight.from - 1); t <= Math.min(T, sight.to + 1); t++)
    if (Number.isFinite(lower(t)) && Number.isFinite(upper(t))) steps.push(t);
  context.beginPath();
  for (const t of steps) context.lineTo(xOf(view, t), upper(t) ?? 0);
  for (const t of steps.reverse()) context.lineTo(xOf(view, t), lower(t) ?? 0);
  context.closePath();
  context.fillStyle = css(theme.hues.forgetGate, 0.18);
  context.fill();
}

function paintShares(canvas: HTMLCanvasElement, view: GradientsView): void {
  const { layout, sight, theme, scroll } = view;
  const { rows, rowHeight, height } = layout.shares;
  const context = canvasContext(canvas, layout.plot, height);
  const columns = sight.to - sight.from + 1;
  if (context === null || columns < 1 || rows.length === 0) return;
  const source = document.createElement("canvas");
  [source.width, source.height] = [columns, rows.length];
  const pixels = source.getContext("2d");
  if (pixels === null) return;
  const image = pixels.createImageData(columns, rows.length);
  const scale = shareScale(reachOf(view));
  const ramps = { above: theme.above, below: theme.below };
  for (let t = sight.from; t <= sight.to; t++) {
    const found = stepIn(view, t);
    if (found === null) continue;
    const count = found.piece.to - found.piece.from + 1;
    for (const [r, { parameter }] of rows.entries()) {
      const value = found.piece.shares[found.piece.parameters.indexOf(parameter) * count + found.k];
      const at = (r * columns + t - sight.from) * 4;
      colourInto(image.data, at, Number.isFinite(value) ? value : 0, scale, ramps);
      image.data[at + 3] = 255;
    }
  }
  pixels.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  const left = (sight.from - 1) * layout.stepWidth - scroll;
  for (const [r, { top }] of rows.entries())
    context.drawImage(source, 0, r, columns, 1, left, top, columns * layout.stepWidth, rowHeight - 1);
}

/** The greatest size of a share of the layer. */
export function reachOf(view: GradientsView): number {
  return Number(stepIn(view, Math.min(view.T, Math.max(1, view.sight.from)))?.piece.reach ?? 0);
}

function paintKey(canvas: HTMLCanvasElement, { theme }: GradientsView): void {
  const width = 56;
  const context = canvasContext(canvas, width, 6);
  if (context === null) return;
  const pixel = new Uint8ClampedArray(3);
  for (let x = 0; x < width; x++) {
    colourInto(pixel, 0, (2 * x) / (width - 1) - 1, { kind: "signed", low: -1, high: 1 }, { above: theme.above, below: theme.below });
    context.fillStyle = css([pixel[0], pixel[1], pixel[2]]);
    context.fillRect(x, 0, 1, 6);
  }
}
