/** A dense layer: its outputs as bars, each beside its target. */
import * as l10n from "@vscode/l10n";
import { nothing, type SVGTemplateResult, svg } from "lit";
import { blankText } from "../blank.js";
import { fractionOf } from "../scales.js";
import { formatEnd, hasLoss, inputs } from "./foot.js";
import type { CellDrawing, Column } from "./frame.js";
import { symbolOf } from "./parts.js";
import { type Drawing, line, number, path, rect, words } from "./pen.js";
import { placeOf } from "./step.js";

const Y = { label: 34, top: 46, bottom: 126, x: 158 } as const;
/** The narrowest bar that can be told from its neighbour. */
const LEAST_BAR = 3;

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The units that fit, the selected one among them. */
export function unitsThatFit(count: number, selected: number, room: number): { readonly from: number; readonly to: number } {
  const fitting = Math.max(1, Math.floor(room / LEAST_BAR));
  if (fitting >= count) return { from: 1, to: count };
  const from = Math.max(1, Math.min(selected - (fitting >> 1), count - fitting + 1));
  return { from, to: from + fitting - 1 };
}

function bars(column: Column, frame: Frame): Drawing {
  const { step, outputScale: scale, view } = column;
  const at = (value: number): number => frame.bottom - fractionOf(scale, value) * (frame.bottom - frame.top);
  const { from, to } = unitsThatFit(step.units.length, view.unit, frame.right - frame.left);
  const pitch = Math.min(64, (frame.right - frame.left) / (to - from + 1));
  const zero = at(0);
  const marks: SVGTemplateResult[] = [];
  for (let unit = from; unit <= to; unit++) {
    const x = frame.left + (unit - from) * pitch;
    const value = step.units[unit - 1];
    const target = step.targets?.[unit - 1] ?? Number.NaN;
    const width = Math.min(28, Math.max(2, pitch * 0.62));
    const place = placeOf(step, "yhat", unit);
    marks.push(svg`<g class=${unit === view.unit ? "bar" : "bar other"} @click=${() => column.pen.select(place)}>
      ${Number.isNaN(value) ? words(x + width / 2, zero - 4, "axis middle", column.pen.isHidden(place) ? blankText : "NaN") : rect(x, Math.min(zero, at(value)), width, Math.max(1, Math.abs(at(value) - zero)), "fill")}
      ${Number.isNaN(target) ? nothing : path(`M${x - 2} ${at(target)}h${width + 4}`, "target")}</g>`);
  }
  return svg`<g class="hue-hidden">${marks}</g>${line(frame.left - 4, zero, frame.left + pitch * (to - from + 1), zero, "base")}`;
}

function full(column: Column): Drawing {
  const { pen, step, width, outputScale: scale } = column;
  const value = step.now.yhat ?? Number.NaN;
  const target = step.targets?.[step.unit - 1] ?? Number.NaN;
  const many = step.units.length > 1;
  const sub = many ? `${step.t},${step.unit}` : String(step.t);
  const frame = { left: 40, right: width - 14, top: Y.top, bottom: Y.bottom };
  const mark = number(pen, {
    x: 14,
    y: Y.label,
    anchor: "start",
    place: placeOf(step, "yhat"),
    value,
    symbol: symbolOf("yhat", sub),
    isBold: true,
  });
  const aim = Number.isNaN(target)
    ? nothing
    : number(pen, {
        x: 14 + 40 + pen.digit * (pen.decimals + 3) + 5.5 * sub.length,
        y: Y.label,
        anchor: "start",
        place: placeOf(step, "y"),
        value: target,
        symbol: { text: "y", sub },
      });
  const loss = !hasLoss(pen, step)
    ? nothing
    : svg`${words(width - 14 - pen.digit * (pen.decimals + 2) - 8, Y.x, "muted end", l10n.t("loss"))}${number(pen, { x: width - 14, y: Y.x, anchor: "end", place: placeOf(step, "loss", 1), value: step.loss, isBold: true })}`;
  return svg`${words(32, Y.top + 4, "axis end", formatEnd(scale.high, pen.decimals))}${words(32, Y.bottom + 4, "axis end", formatEnd(scale.low, pen.decimals))}
    ${bars(column, frame)}${mark}${aim}${inputs(pen, step, 14, Y.x, width * 0.6).drawing}${loss}`;
}

const C = { label: 32, top: 42, bottom: 98 } as const;

function condensed(column: Column): Drawing {
  const { pen, step, width } = column;
  const small = { ...pen, decimals: Math.min(3, pen.decimals) };
  const value = step.now.yhat ?? Number.NaN;
  const target = step.targets?.[step.unit - 1] ?? Number.NaN;
  const aim = Number.isNaN(target)
    ? nothing
    : number(small, {
        x: width - 8,
        y: C.label,
        anchor: "end",
        place: placeOf(step, "y"),
        value: target,
        symbol: { text: "y" },
        isSmall: true,
      });
  return svg`${bars(column, { left: 12, right: width - 10, top: C.top, bottom: C.bottom })}
    ${number(small, { x: 8, y: C.label, anchor: "start", place: placeOf(step, "yhat"), value, symbol: symbolOf("yhat"), isSmall: true, isBold: true })}${aim}`;
}

export const dense: CellDrawing = {
  fullHeight: Y.x + 14,
  condensedHeight: C.bottom + 10,
  condensedLabelY: (C.top + C.bottom) / 2,
  leastWidth: (labelWidth) => Math.ceil(labelWidth * 2 + 70),
  gutter: [
    { y: (Y.top + Y.bottom) / 2, label: () => l10n.t("output") },
    { y: Y.x - 4, label: () => l10n.t("input") },
  ],
  full,
  condensed,
};
