/** The unrolled cell above the strips: on their own columns where these are wide enough, else some steps round the cursor. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { isFed } from "../marks.js";
import type { Scale } from "../scales.js";
import { roundUp, scaleOf } from "../scales.js";
import { type Actions, isHidden, type TraceView } from "../view.js";
import { stepsAround } from "../windowing.js";
import { cells } from "./cells.js";
import { formatEnd } from "./foot.js";
import type { GutterRow } from "./frame.js";
import { symbolOf } from "./parts.js";
import { type Drawing, number, type Pen, path, rect, words } from "./pen.js";
import { type StepValues, stepValues } from "./step.js";

/** Room above the drawing for `t = 2`. */
const HEAD = 22;
/** Below a loupe: the two lines that lead to its steps in the strips. */
const LEAD = 16;

export function penFor(view: TraceView, actions: Actions): Pen {
  return {
    digit: view.theme.digit,
    decimals: view.decimals,
    t: view.t,
    selection: view.selection,
    marked: view.marked,
    isFed: (place) => isFed(place, view.fed, view.shape.cell),
    isHidden: (place) => isHidden(view, place),
    select: (place) => actions.select(place),
  };
}

export function cellHeight(view: TraceView): number {
  const drawing = cells[view.shape.cell];
  if (view.figure.cell.kind === "full") return HEAD + drawing.fullHeight;
  return HEAD + drawing.condensedHeight + (view.figure.cell.kind === "loupe" ? LEAD : 6);
}

/** The steps drawn, and where the first one's column begins in the figure. */
function columnsOf(view: TraceView): readonly { readonly t: number; readonly x: number }[] {
  const { figure, trace } = view;
  const { columns, columnWidth, kind } = figure.cell;
  const span = kind === "loupe" ? stepsAround(view.t, columns, trace.T) : { from: 1, to: columns };
  return Array.from({ length: span.to - span.from + 1 }, (_, k) => ({ t: span.from + k, x: figure.gutter + k * columnWidth }));
}

export function unrolledCell(view: TraceView, actions: Actions): TemplateResult {
  const { figure, shape } = view;
  const height = cellHeight(view);
  const pen = penFor(view, actions);
  const columns = columnsOf(view).map(({ t, x }) => ({ t, x, step: stepValues(view, t) }));
  const scale = outputScale(
    view,
    columns.map(({ step }) => step),
  );
  return html`<svg class="cell" role="group" aria-label=${l10n.t("{0} cell, unit {1}, round step {2}", shape.cell, view.unit, view.t)} width=${figure.width} height=${height}>
    ${figure.cell.kind === "loupe" ? loupe(view, columns, height) : nothing}
    ${columns.map((column) => drawColumn(view, pen, scale, column))}
    ${gutter(view, pen, columns[0]?.step ?? null)}
  </svg>`;
}

interface PlacedStep {
  readonly t: number;
  readonly x: number;
  readonly step: StepValues | null;
}

function drawColumn(view: TraceView, pen: Pen, scale: Scale, { t, x, step }: PlacedStep): SVGTemplateResult {
  const drawing = cells[view.shape.cell];
  const { kind, columnWidth } = view.figure.cell;
  const isFull = kind === "full";
  const column = step === null ? null : { view, pen, step, width: columnWidth, outputScale: scale };
  const label = words(isFull ? 10 : 6, 15, t === view.t ? "v strong" : "v muted", `t = ${t}`);
  const band = kind !== "loupe" && t === view.t ? rect(x, 0, columnWidth, cellHeight(view), "band") : nothing;
  return svg`${band}<g class=${t > view.t ? "column dim" : t === view.t ? "column here" : "column"} data-step=${t} transform="translate(${x} 0)">${label}
    <g transform="translate(0 ${isFull ? 12 : HEAD - 12})">${column === null ? nothing : isFull ? drawing.full(column) : drawing.condensed(column)}</g></g>`;
}

/** The step at the cursor stands out, and two lines lead from the loupe to its steps in the strips. */
function loupe(view: TraceView, columns: readonly PlacedStep[], height: number): Drawing {
  const { figure, scroll, t } = view;
  const { columnWidth } = figure.cell;
  const current = columns.find((column) => column.t === t);
  const inStrips = (step: number): number => figure.gutter + step * figure.stepWidth - scroll;
  const [left, right] = [inStrips(columns[0].t - 1), inStrips(columns[columns.length - 1].t)];
  const isInSight = right > figure.gutter && left < figure.gutter + figure.plot;
  const y = height - LEAD;
  const end = figure.gutter + columns.length * columnWidth;
  const held = (x: number): number => Math.min(figure.gutter + figure.plot, Math.max(figure.gutter, x));
  return svg`${current ? rect(current.x, 0, columnWidth, y, "band") : nothing}
    ${isInSight ? path(`M${figure.gutter} ${y}L${held(left)} ${height}M${end} ${y}L${held(right)} ${height}`, "lead") : nothing}
    ${path(`M${figure.gutter} ${y + 0.5}H${end}`, "rule")}`;
}

function gutter(view: TraceView, pen: Pen, first: StepValues | null): SVGTemplateResult {
  const drawing = cells[view.shape.cell];
  if (view.figure.cell.kind !== "full") {
    const label = view.shape.H > 1 ? l10n.t("{0}, unit {1}", view.shape.cell, view.unit) : view.shape.cell;
    return words(0, HEAD - 12 + drawing.condensedLabelY, "muted", label);
  }
  return svg`${drawing.gutter.map((row) => gutterRow(pen, first, row))}`;
}

function gutterRow(pen: Pen, first: StepValues | null, row: GutterRow): SVGTemplateResult {
  const y = row.y + 12 + 4;
  if (row.initial === undefined || first === null || first.t !== 1) return words(0, y, "muted", row.label());
  const value = first.before[row.initial];
  const text = Number.isFinite(value) ? formatEnd(value, pen.decimals) : undefined;
  const place = { layer: first.layer, quantity: row.initial, t: 0, unit: first.unit } as const;
  return svg`${words(0, y - 8, "muted", row.label())}
    ${number(pen, { x: 0, y: y + 9, anchor: "start", place, value, symbol: symbolOf(row.initial, "0"), ...(text === undefined ? {} : { text }) })}`;
}

/** One scale for all columns: what the layer's output can be, widened to the targets in sight. */
function outputScale(view: TraceView, steps: readonly (StepValues | null)[]): Scale {
  const { shape } = view;
  const own = scaleOf(shape, shape.quantities[shape.quantities.length - 1]);
  const targets = steps.flatMap((step) => (step?.targets ? [...step.targets] : [])).filter(Number.isFinite);
  const least = Math.min(own.low, ...targets);
  const greatest = Math.max(own.high, ...targets);
  return { kind: own.kind, low: least < own.low ? -roundUp(-least) : own.low, high: greatest > own.high ? roundUp(greatest) : own.high };
}
