/** Pieces that several cells' drawings share. */
import * as l10n from "@vscode/l10n";
import { svg } from "lit";
import { names, type Quantity } from "../names.js";
import type { TraceView } from "../view.js";
import type { Column } from "./frame.js";
import { type Drawing, path, valve } from "./pen.js";

export function symbolOf(quantity: Quantity, sub?: string): { readonly text: string; readonly sub?: string } {
  return sub === undefined ? { text: names[quantity].symbol } : { text: names[quantity].symbol, sub };
}

/** A gate of the column: a valve where it stays in 0…1, else a plain factor. */
export function valveIn(
  column: Column,
  quantity: "f" | "i" | "o" | "r" | "z",
  x: number,
  y: number,
  isUpright: boolean,
  pipe: number,
  value?: number,
): Drawing {
  const { pen, step, view } = column;
  const hue = `hue-${names[quantity].hue}`;
  if (!view.shape.gatesAreValves) return factor(x, y, pipe > 24 ? 8 : 6, hue);
  return valve({
    x,
    y,
    value: value ?? step.now[quantity] ?? Number.NaN,
    hue,
    isUpright,
    size: pipe + 2,
    thickness: pipe > 24 ? 9 : 7,
    isMarked: pen.marked === quantity && step.t === pen.t,
  });
}

/** Where a flow is multiplied by what is no share of it. */
function factor(x: number, y: number, radius: number, hue: string): Drawing {
  const arm = radius * 0.42;
  return svg`<g class=${hue}><circle class="open" cx=${x} cy=${y} r=${radius}></circle>${path(`M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x + arm} ${y - arm}L${x - arm} ${y + arm}`, "line")}</g>`;
}

export function nextLayerLabel(view: TraceView): string {
  const next = view.trace.layers[view.layer];
  return next === undefined ? "" : l10n.t("to layer {0}, {1}", view.layer + 1, next.cell);
}
