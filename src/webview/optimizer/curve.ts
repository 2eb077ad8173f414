/** The loss over updates with a cursor at the one shown: a slider over the states. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import type { LossCurve } from "../../protocol/updates.js";
import { formatFine, shortest } from "../../report/format.js";
import { blankSaid } from "../blank.js";
import { box } from "../dom.js";
import { roundUp } from "../scales.js";
import type { OptimizerActions, OptimizerView } from "./view.js";

const height = 176;
const left = 52;
const right = 76;
const top = 10;
const bottom = height - 26;

export interface CurveFrame {
  /** Of the last state. */
  readonly taken: number;
  readonly plot: number;
  readonly low: number;
  readonly high: number;
  /** Between two lines of the grid. */
  readonly pitch: number;
}

/** A round distance of which at most four cover `span`. */
function roundPitch(span: number): number {
  const unit = 10 ** Math.floor(Math.log10(span / 4));
  return ([1, 2, 2.5, 5, 10].find((step) => step * unit * 4 >= span * (1 - 1e-9)) ?? 10) * unit;
}

/** The axis: from 0 where no loss is below it, in round steps to above all. */
export function curveFrame({ least, greatest }: LossCurve, taken: number, width: number): CurveFrame {
  let [low, high] = [0, 0];
  for (let k = 0; k < least.length; k++) {
    if (Number.isFinite(least[k])) low = Math.min(low, least[k]);
    if (Number.isFinite(greatest[k])) high = Math.max(high, greatest[k]);
  }
  const pitch = roundPitch(high > low ? high - low : 1);
  const held = (end: number): number => Number((end * pitch).toPrecision(6));
  const ends = { low: held(Math.floor(low / pitch)), high: held(Math.max(Math.ceil(high / pitch - 1e-9), high > low ? 0 : 1)) };
  return { taken, plot: width - left - right, pitch, ...ends };
}

const xOf = ({ taken, plot }: CurveFrame, update: number): number => left + (update / Math.max(1, taken)) * plot;
const yOf = ({ low, high }: CurveFrame, loss: number): number => bottom - ((loss - low) / (high - low)) * (bottom - top);

/** The state nearest to a point of the curve. */
export function updateAt({ taken, plot }: CurveFrame, x: number): number {
  return Math.round(Math.min(1, Math.max(0, (x - left) / Math.max(1, plot))) * taken);
}

/** The curve from state `from` to state `to`; columns of several states from their greatest to their least loss. */
export function curvePath({ perColumn, least, greatest }: LossCurve, frame: CurveFrame, from: number, to: number): string {
  let d = "";
  let isDown = false;
  const last = Math.min(least.length - 1, Math.floor(to / perColumn));
  for (let k = Math.ceil(from / perColumn); k <= last; k++) {
    if (!Number.isFinite(least[k]) || !Number.isFinite(greatest[k])) {
      isDown = false;
      continue;
    }
    const x = xOf(frame, Math.min(frame.taken, k * perColumn)).toFixed(1);
    d += `${isDown ? "L" : "M"}${x} ${yOf(frame, greatest[k]).toFixed(1)}`;
    if (perColumn > 1) d += `L${x} ${yOf(frame, least[k]).toFixed(1)}`;
    isDown = true;
  }
  return d;
}

/** Where a key on the curve leads; null for a key that is none of its own. */
export function updateForKey(key: string, shown: number, taken: number): number | null {
  const page = Math.max(1, Math.round(taken / 10));
  const moves: Readonly<Record<string, number>> = {
    ...{ ArrowLeft: shown - 1, ArrowDown: shown - 1, ArrowRight: shown + 1, ArrowUp: shown + 1 },
    ...{ PageDown: shown - page, PageUp: shown + page, Home: 0, End: taken },
  };
  const to = moves[key];
  return to === undefined ? null : Math.min(taken, Math.max(0, to));
}

/** Round updates to name on the axis. */
function axisUpdates({ taken, plot }: CurveFrame): readonly number[] {
  const most = Math.max(1, Math.floor(plot / 90));
  const pitch = Math.max(1, roundUp(taken / most));
  const whole = Math.ceil(pitch);
  const named: number[] = [];
  for (let k = 0; k <= taken; k += whole) named.push(k);
  return named;
}

export function lossCurve(view: OptimizerView, losses: LossCurve, actions: OptimizerActions): TemplateResult {
  const { training, shown, decimals, width } = view;
  const { taken } = training;
  const frame = curveFrame(losses, taken, width);
  const loss = training.shown === shown && view.loss !== null ? view.loss : losses.least[Math.floor(shown / losses.perColumn)];
  const move = (event: PointerEvent): void => dragged(event, frame, actions);
  const press = (event: KeyboardEvent): void => keyed(event, actions, taken);
  return html`<div class="loss-curve" role="slider" tabindex="0" aria-label=${l10n.t("update shown")} aria-valuemin="0" aria-valuemax=${taken} aria-valuenow=${shown}
      aria-valuetext=${Number.isFinite(loss) ? l10n.t("update {0} of {1}, loss {2}", shown, taken, formatFine(loss, decimals)) : l10n.t("update {0} of {1}", shown, taken)} ${box({ width, height })}
      @pointerdown=${move} @pointermove=${move} @keydown=${press}>
    <svg width=${width} height=${height} aria-hidden="true">${grid(frame)}
      <path class="line dim" d=${curvePath(losses, frame, shown, taken)}></path><path class="line" d=${curvePath(losses, frame, 0, shown)}></path>
      ${cursorAt(frame, shown, loss, decimals)}${ends(losses, frame, shown, decimals)}</svg></div>
    ${lossTable(losses, shown, taken, decimals)}`;
}

function grid(frame: CurveFrame): SVGTemplateResult {
  const { low, high, plot, pitch } = frame;
  const levels = Array.from({ length: Math.round((high - low) / pitch) + 1 }, (_, k) => low + k * pitch);
  return svg`${levels.map((level) => {
    const y = Math.round(yOf(frame, level)) + 0.5;
    const isZero = Math.abs(level) < pitch / 2;
    return svg`<path class=${isZero ? "base" : "rule"} d=${`M${left} ${y}H${left + plot}`}></path><text class="axis end" x=${left - 6} y=${y + 3.5}>${isZero ? "0" : shortest(Number(level.toPrecision(3)))}</text>`;
  })}`;
}

function cursorAt(frame: CurveFrame, shown: number, loss: number, decimals: number): SVGTemplateResult {
  const x = xOf(frame, shown);
  const isRight = x > left + frame.plot - 80;
  const label = l10n.t("update {0}", shown);
  const half = label.length * 3.7;
  const foot = Math.min(left + frame.plot + right - half, Math.max(half, x));
  return svg`<path class="cursor" d=${`M${Math.round(x) + 0.5} ${top - 6}V${bottom}`}></path>
    ${axisUpdates(frame).map((k) => (Math.abs(xOf(frame, k) - foot) < half + 26 ? nothing : svg`<text class="axis middle" x=${xOf(frame, k)} y=${bottom + 15}>${k}</text>`))}
    <text class="v strong middle" x=${foot} y=${bottom + 16}>${label}</text>
    ${
      Number.isFinite(loss)
        ? svg`<circle class="dot" cx=${x} cy=${yOf(frame, loss)} r="3.5"></circle>
      <text class=${`v strong halo${isRight ? " end" : ""}`} x=${isRight ? x - 8 : x + 8} y=${Math.max(top + 8, yOf(frame, loss) - 6)}>${formatFine(loss, decimals)}<title>${shortest(loss)}</title></text>`
        : nothing
    }`;
}

/** The loss at the file's own state and at the last one. */
function ends({ perColumn, least }: LossCurve, frame: CurveFrame, shown: number, decimals: number): SVGTemplateResult | typeof nothing {
  const [first, last] = [least[0], least[least.length - 1]];
  const beside = least[1] > first ? 16 : -2;
  const isFar = xOf(frame, shown) > left + 90;
  return svg`${isFar && Number.isFinite(first) && perColumn === 1 ? svg`<circle class="dot" cx=${left} cy=${yOf(frame, first)} r="3"></circle><text class="v muted halo" x=${left + 8} y=${Math.min(bottom - 4, Math.max(top + 8, yOf(frame, first) + beside))}>${formatFine(first, decimals)}</text>` : nothing}
    ${Number.isFinite(last) ? svg`<text x=${left + frame.plot + 8} y=${Math.min(bottom - 14, yOf(frame, last) - 4)}>${l10n.t("loss")}</text><text class="v muted" x=${left + frame.plot + 8} y=${Math.min(bottom, yOf(frame, last) + 11)}>${formatFine(last, decimals)}</text>` : nothing}`;
}

function dragged(event: PointerEvent, frame: CurveFrame, actions: OptimizerActions): void {
  const plot = event.currentTarget as HTMLElement;
  if (event.type === "pointerdown") plot.setPointerCapture(event.pointerId);
  else if (!plot.hasPointerCapture(event.pointerId)) return;
  actions.showUpdate(updateAt(frame, event.clientX - plot.getBoundingClientRect().left));
}

function keyed(event: KeyboardEvent, actions: OptimizerActions, taken: number): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const to = updateForKey(event.key, actions.shownUpdate(), taken);
  if (to === null) return;
  event.preventDefault();
  actions.showUpdate(to);
}

/** Rows of the table for screen readers. */
const mostRows = 24;

function lossTable(
  { perColumn, least, greatest, isFirstHidden }: LossCurve,
  shown: number,
  taken: number,
  decimals: number,
): TemplateResult {
  const at = Math.floor(shown / perColumn);
  const from = Math.max(0, Math.min(at - mostRows / 2, least.length - mostRows));
  const rows = Array.from({ length: Math.min(mostRows, least.length) }, (_, k) => from + k);
  const said = (k: number): string =>
    k === 0 && isFirstHidden
      ? blankSaid()
      : perColumn === 1
        ? formatFine(least[k], decimals)
        : l10n.t("{0} to {1}", formatFine(least[k], decimals), formatFine(greatest[k], decimals));
  return html`<div class="reader"><table><caption>${l10n.t("loss by update, of {0}", taken)}</caption><thead><tr><th scope="col">${l10n.t("update")}</th><th scope="col">${l10n.t("loss")}</th></tr></thead>
    <tbody>${rows.map((k) => html`<tr><th scope="row">${k * perColumn}</th><td>${said(k)}</td></tr>`)}</tbody></table></div>`;
}
