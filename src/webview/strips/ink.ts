/** Colours for canvases. */
import { mix, type Rgb } from "../colour.js";
import type { Ink } from "../dom.js";
import type { Strip } from "../layout.js";
import { names } from "../names.js";
import type { Theme } from "../theme.js";

export function css([r, g, b]: Rgb, alpha = 1): string {
  return `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)} / ${alpha})`;
}

export function hueOf(theme: Theme, quantity: Strip["quantity"]): Rgb {
  return quantity === "loss" ? theme.foreground : theme.hues[names[quantity].hue];
}

/** A unit that is not selected: its own shade of the hue, lighter than the selected one's. */
export function shadeOf(theme: Theme, quantity: Strip["quantity"], unit: number, H: number): Rgb {
  return mix(theme.background, hueOf(theme, quantity), 0.34 + 0.3 * ((unit - 1) / Math.max(1, H - 1)));
}

/** Words on a canvas, for what has no place on a scale. */
export function writeWord(context: Ink, theme: Theme, word: string, x: number, y: number): void {
  context.font = `600 11px ${getComputedStyle(context.canvas).fontFamily}`;
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = css(theme.background);
  context.strokeText(word, x, y);
  context.fillStyle = css(theme.foreground);
  context.fillText(word, x, y);
}

export function wordFor(value: number): string {
  return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "\u2212∞";
}
