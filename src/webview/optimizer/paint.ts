/** Paints the heat maps of an update's matrices: zero is the background, the picked entry is framed. */
import { canvasContext, type Ink } from "../dom.js";
import { colourInto } from "../strips/heat.js";
import { css } from "../strips/ink.js";
import { isAcross, layOutMatrices, type MatrixLayout } from "./layout.js";
import { type Entry, matricesOf, matrixNames, type OptimizerView } from "./view.js";

let painted = { update: null as unknown, key: "" };

export function paintMatrices(root: ParentNode, view: OptimizerView): void {
  const { update, parameter, width, decimals, theme } = view;
  if (update === null) return;
  const layout = layOutMatrices(parameter, update, { width, decimals, digit: theme.digit });
  if (layout.kind !== "heat") return;
  const { picked } = view;
  const canvases = [...root.querySelectorAll<HTMLCanvasElement>("canvas[data-matrix]")];
  const key = [width, theme.version, picked.row, picked.col, devicePixelRatio, canvases.length].join(" ");
  if (painted.update === update && painted.key === key && canvases.every((canvas) => canvas.dataset.painted === "yes")) return;
  painted = { update, key };
  const { values, reach } = matricesOf(update);
  for (const canvas of canvases) {
    const name = matrixNames.find((known) => known === canvas.dataset.matrix);
    const own = name === undefined ? null : values[name];
    if (name !== undefined && own !== null) paintOne(canvas, view, { values: own, reach: reach[name], layout });
    canvas.dataset.painted = "yes";
  }
}

interface Painted {
  readonly values: Float64Array;
  readonly reach: number;
  readonly layout: MatrixLayout;
}

function paintOne(canvas: HTMLCanvasElement, view: OptimizerView, { values, reach, layout }: Painted): void {
  const { width, height } = layout;
  const context = canvasContext(canvas, width, height);
  if (context === null) return;
  const { rows, cols } = view.parameter;
  const [across, down] = isAcross(view.parameter) ? [rows, 1] : [cols, rows];
  const source = document.createElement("canvas");
  [source.width, source.height] = [across, down];
  const pixels = source.getContext("2d");
  if (pixels === null) return;
  const image = pixels.createImageData(across, down);
  const ramps = { above: view.theme.above, below: view.theme.below };
  const scale = { kind: "signed", low: -reach, high: reach } as const;
  for (let k = 0; k < values.length; k++) {
    if (Number.isNaN(values[k])) image.data.set(view.theme.foreground, k * 4);
    else colourInto(image.data, k * 4, values[k], scale, ramps);
    image.data[k * 4 + 3] = 255;
  }
  pixels.putImageData(image, 0, 0);
  // Where entries are smaller than pixels, neighbours are averaged.
  context.imageSmoothingEnabled = across > width || down > height;
  context.drawImage(source, 0, 0, width, height);
  frame(context, view, view.picked, [width / across, height / down]);
}

/** The picked entry, framed so that it is seen on any colour. */
function frame(context: Ink, view: OptimizerView, { row, col }: Entry, [w, h]: readonly [number, number]): void {
  const [x, y] = isAcross(view.parameter) ? [(row - 1) * w, 0] : [(col - 1) * w, (row - 1) * h];
  const [wide, high] = [Math.max(4, w), Math.max(4, h)];
  const [left, top] = [x + w / 2 - wide / 2, y + h / 2 - high / 2];
  context.lineWidth = 3;
  context.strokeStyle = css(view.theme.background);
  context.strokeRect(left, top, wide, high);
  context.lineWidth = 1.5;
  context.strokeStyle = css(view.theme.foreground);
  context.strokeRect(left, top, wide, high);
}
