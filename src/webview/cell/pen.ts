/** The marks the cell's drawings are made of: lines, pipes, valves, and numbers that can be clicked. */
import * as l10n from "@vscode/l10n";
import { nothing, type SVGTemplateResult, svg } from "lit";
import type { Place } from "../../report/explanation.js";
import { formatNumber, shortest } from "../../report/format.js";
import { blankSaid, blankText } from "../blank.js";
import { hueClass, names, stripOf } from "../names.js";
import { isSamePlace } from "../view.js";

/** What numbers are drawn with. */
export interface Pen {
  /** Width of a digit at 12 px. */
  readonly digit: number;
  readonly decimals: number;
  /** Where the cursor stands: its numbers are bold and reached by Tab. */
  readonly t: number;
  readonly selection: Place | null;
  readonly marked: string | null;
  /** Whether the editor's selection feeds this value. */
  isFed(place: Place): boolean;
  /** Whether an exercise hides the number. */
  isHidden(place: Place): boolean;
  select(place: Place): void;
}

export type Drawing = SVGTemplateResult | typeof nothing;

export const line = (x1: number, y1: number, x2: number, y2: number, look: string): SVGTemplateResult =>
  svg`<line class=${look} x1=${x1} y1=${y1} x2=${x2} y2=${y2}></line>`;

export const path = (d: string, look: string): SVGTemplateResult => svg`<path class=${look} d=${d}></path>`;

export const rect = (x: number, y: number, width: number, height: number, look: string): SVGTemplateResult =>
  svg`<rect class=${look} x=${x} y=${y} width=${Math.max(0, width)} height=${Math.max(0, height)}></rect>`;

export const words = (x: number, y: number, look: string, content: string): SVGTemplateResult =>
  svg`<text class=${look} x=${x} y=${y}>${content}</text>`;

/** Held to 0…1, for what is drawn as a level; what is not a number is drawn as 0 and written as what it is. */
export const level = (value: number): number => (Number.isNaN(value) ? 0 : Math.min(1, Math.max(0, value)));

export interface Valve {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  readonly hue: string;
  /** Whether the bar stands upright, across a pipe that runs to the right. */
  readonly isUpright: boolean;
  readonly size: number;
  readonly thickness: number;
  readonly isMarked: boolean;
}

/** A gate: its 0…1 bar stands across what it lets through. */
export function valve(v: Valve): SVGTemplateResult {
  const [half, thin] = [v.size / 2, v.thickness / 2];
  const full = level(v.value) * v.size;
  // Not shut, as an empty one is: nobody can see how far it is open.
  const look = Number.isNaN(v.value) ? "valve unknown" : "valve";
  const mark = v.isMarked
    ? v.isUpright
      ? rect(v.x - thin - 3, v.y - half - 3, v.thickness + 6, v.size + 6, "marked")
      : rect(v.x - half - 3, v.y - thin - 3, v.size + 6, v.thickness + 6, "marked")
    : nothing;
  return v.isUpright
    ? svg`<g class=${v.hue}>${rect(v.x - thin, v.y - half, v.thickness, v.size, look)}${rect(v.x - thin, v.y + half - full, v.thickness, full, "fill")}${mark}</g>`
    : svg`<g class=${v.hue}>${rect(v.x - half, v.y - thin, v.size, v.thickness, look)}${rect(v.x - half, v.y - thin, full, v.thickness, "fill")}${mark}</g>`;
}

/** Where two flows are added. */
export function adder(x: number, y: number, radius: number, hue: string): SVGTemplateResult {
  const arm = radius / 2;
  return svg`<g class=${hue}><circle class="open" cx=${x} cy=${y} r=${radius}></circle>${path(`M${x - arm} ${y}h${radius}M${x} ${y - arm}v${radius}`, "line")}</g>`;
}

export interface NumberMark {
  readonly x: number;
  /** The text's base line. */
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly place: Place;
  readonly value: number;
  /** Before the number; none where the strip's label says it. */
  readonly symbol?: { readonly text: string; readonly sub?: string };
  readonly isSmall?: boolean;
  readonly isBold?: boolean;
  /** In place of the number rounded at the decimals set. */
  readonly text?: string;
  readonly hasHalo?: boolean;
}

function numberText(pen: Pen, mark: Pick<NumberMark, "value" | "text" | "place">): string {
  if (pen.isHidden(mark.place)) return blankText;
  return mark.text ?? formatNumber(mark.value, pen.decimals);
}

/** Estimated: the symbol's font is the user's; the digits' width is measured. */
function numberWidth(pen: Pen, mark: NumberMark): number {
  const digit = pen.digit * (mark.isSmall ? 11 / 12 : 1);
  const symbol = mark.symbol === undefined ? 0 : 13 + 5.5 * (mark.symbol.sub?.length ?? 0);
  return symbol + digit * numberText(pen, mark).length;
}

/** A number that explains itself when clicked, with every digit in its tooltip. */
export function number(pen: Pen, mark: NumberMark): SVGTemplateResult {
  const { place, symbol } = mark;
  const width = numberWidth(pen, mark) + 12;
  const left = mark.anchor === "start" ? mark.x - 6 : mark.anchor === "end" ? mark.x + 6 - width : mark.x - width / 2;
  const choose = (): void => pen.select(place);
  const isSelected = isSamePlace(place, pen.selection);
  const isHidden = pen.isHidden(place);
  const look = `${isSelected ? "pick selected" : "pick"}${mark.isSmall ? " small" : ""}${mark.isBold ? " strong" : ""}${pen.isFed(place) ? " fed" : ""} ${hueClass(place.quantity)}`;
  return svg`<g class=${look} role="button" tabindex=${place.t === pen.t ? 0 : -1} aria-pressed=${isSelected ? "true" : "false"}
      aria-label=${`${symbol ? `${symbol.text}${symbol.sub ?? ""} ` : ""}${l10n.t("{0}: {1}, explain", isHidden ? blankSaid() : numberText(pen, mark), placeName(place))}`} data-place=${placeKey(place)}
      @click=${choose} @keydown=${(event: KeyboardEvent) => chooseByKey(event, choose)}>
    <title>${isHidden ? `${placeName(place)}: ${blankSaid()}` : `${placeName(place)} = ${shortest(mark.value)}`}</title>
    <rect class="hit" x=${left} y=${mark.y - 14} width=${width} height="20" rx="3"></rect>
    <text class=${mark.hasHalo ? "halo" : ""} x=${mark.x} y=${mark.y} text-anchor=${mark.anchor}>${symbol ? symbolSpan(symbol) : nothing}${symbol ? " " : ""}<tspan class="v" dx=${symbol ? 1.5 : 0} dy=${symbol?.sub ? -3 : 0}>${numberText(pen, mark)}</tspan></text>
  </g>`;
}

function symbolSpan(symbol: { readonly text: string; readonly sub?: string }): SVGTemplateResult {
  return svg`<tspan class="s">${symbol.text}</tspan>${symbol.sub === undefined ? nothing : svg`<tspan class="sub" dy="3">${symbol.sub}</tspan>`}`;
}

export function chooseByKey(event: KeyboardEvent, choose: () => void): void {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  choose();
}

/** `forget gate, t = 2, unit 1`, as it is read aloud. */
export function placeName(place: Place): string {
  const { quantity, unit, t } = place;
  if (quantity === "loss") return l10n.t("loss, t = {0}", t);
  if (quantity === "x") return l10n.t("input, number {0}, t = {1}", unit, t);
  const strip = stripOf(quantity);
  if (strip === null) return l10n.t("target, unit {0}, t = {1}", unit, t);
  return l10n.t("{0}, unit {1}, t = {2}", `${names[strip].symbol}, ${names[strip].word()}`, unit, t);
}

export function placeKey(place: Place): string {
  return `${place.layer}/${place.quantity}/${place.t}/${place.unit}`;
}
