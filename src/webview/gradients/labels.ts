/** What is written and drawn round the Gradients tab's canvases: heads, axes, grids, the cursor. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { formatEnd } from "../cell/foot.js";
import { line, rect, words } from "../cell/pen.js";
import { stepFed } from "../marks.js";
import { hueOfParameter } from "../names.js";
import { axisSteps, xOf } from "./geometry.js";
import { percent } from "./gradients.js";
import { decadesOf, reachOf } from "./paint.js";
import { heightOn, namedDecades, shareScale } from "./scales.js";
import { type GradientsView, shareAt, stepIn } from "./view.js";

/** Target steps in sight up to which each has its line. */
const mostTargets = 40;

const half = (y: number): number => Math.round(y) + 0.5;

const factorLevels = [
  [10, "×10"],
  [1, "×1"],
  [0.1, "×0.1"],
] as const;

/** Room for the key of the shares' colours, at the right of their head. */
const KEY_WIDTH = 180;

export function backdrop(view: GradientsView): TemplateResult {
  const { layout } = view;
  return html`<svg class="backdrop" aria-hidden="true" width=${layout.width} height=${layout.height}>
    ${heads(view)}${normsAxis(view)}${factorAxis(view)}${rowNames(view)}${endLabels(view)}</svg>`;
}

function heads(view: GradientsView): SVGTemplateResult {
  const { layout, shape } = view;
  const { norms, factor, shares, isNarrow, gutter, plot } = layout;
  const head = (y: number, title: string, note: string, room = gutter + plot): SVGTemplateResult =>
    svg`<text class="head-title strong" x="0" y=${y}>${title}${isNarrow || headWidth(title, note) > room ? nothing : svg`<tspan class="muted" dx="12">${note}</tspan>`}</text>`;
  const scale = shareScale(reachOf(view));
  const end = `${formatEnd(Number((100 * scale.high).toPrecision(3)), 1)} %`;
  return svg`${head(norms.head, l10n.t("How much the loss feels each step"), shape.cell === "dense" ? l10n.t("norm of the output's gradient") : l10n.t("norm of the state's gradient, every later path counted"))}
    ${factor === null ? nothing : head(factor.top - 14, l10n.t("What one step back does to it"), factorNote(view))}
    ${head(shares.head, isNarrow ? l10n.t("Whose gradient comes when") : l10n.t("Whose gradient comes from when"), l10n.t("share of each step; every row adds up to 100 %"), gutter + plot - KEY_WIDTH)}
    ${words(gutter + plot - 117, shares.top - 12, "axis end", `−${end}`)}${words(gutter + plot - 51, shares.top - 12, "axis", end)}`;
}

/** Pixels a head takes at about the width of its letters: enough to see whether its note fits. */
function headWidth(title: string, note: string): number {
  return title.length * 7.2 + 12 + note.length * 5.7;
}

/** How the factor comes about, and what is drawn beside it. */
function factorNote({ shape }: GradientsView): string {
  if (shape.cell !== "lstm") return l10n.t("‖∂L/∂h at t−1‖ ÷ ‖∂L/∂h at t‖ without what joins at t−1");
  return shape.H > 1
    ? l10n.t("‖∂L/∂c at t−1‖ ÷ ‖∂L/∂c at t‖ without what joins at t−1, and the middle half of the gates f")
    : l10n.t("‖∂L/∂c at t−1‖ ÷ ‖∂L/∂c at t‖ without what joins at t−1, and the gate f");
}

function normsAxis(view: GradientsView): SVGTemplateResult {
  const { layout } = view;
  const { norms, gutter } = layout;
  const axis = decadesOf(view);
  return svg`${namedDecades(axis, 8).map((exponent) => {
    const y = norms.top + (1 - (exponent - axis.low) / (axis.high - axis.low)) * norms.height;
    return svg`<text class="axis end" x=${gutter - 6} y=${y + 4}>10<tspan class="power" dy="-4">${exponent < 0 ? "−" : ""}${Math.abs(exponent)}</tspan></text>`;
  })}`;
}

function factorAxis(view: GradientsView): SVGTemplateResult | typeof nothing {
  const { layout, shape, sight } = view;
  const { factor, gutter, plot, isNarrow } = layout;
  if (factor === null) return nothing;
  const last = stepIn(view, sight.to);
  const f = Math.min(1.2, Math.max(0.55, last?.piece.f?.mean[last.k] ?? 1));
  const y = (level: number): number => factor.top + (1 - heightOn({ low: -1, high: 1 }, level)) * factor.height;
  const x = gutter + plot + 8;
  const beside = isNarrow
    ? nothing
    : svg`${words(x, y(2.6), "muted", l10n.t("above 1: grows,"))}${words(x, y(2.6) + 14, "muted", l10n.t("explodes"))}${words(x, y(0.3), "muted", l10n.t("below 1: shrinks,"))}${words(x, y(0.3) + 14, "muted", l10n.t("vanishes"))}
      ${shape.cell === "lstm" ? svg`<text class="hue-forgetGate" x=${x} y=${y(f) + 4}><tspan class="s">f</tspan></text>` : nothing}`;
  return svg`${factorLevels.map(([level, label]) => words(gutter - 6, y(level) + 4, "axis end", label))}${beside}`;
}

function rowNames(view: GradientsView): SVGTemplateResult {
  const { layout, shape, t } = view;
  const { shares, gutter, plot, isNarrow } = layout;
  const end = gutter + plot + 64;
  return svg`${isNarrow ? nothing : words(end, shares.top - 12, "muted end", `t = ${t}`)}${shares.rows.map(({ parameter, top }) => {
    const [letter, sub = ""] = parameter.split("_");
    const y = shares.top + top + shares.rowHeight / 2 + 3.5;
    const share = shareAt(view, parameter, t);
    const mark = isMarked(view, parameter)
      ? rect(gutter - 5, shares.top + top + 1, 2, shares.rowHeight - 3, `fed-row ${hueOfParameter(shape, parameter)}`)
      : nothing;
    return svg`${mark}<text class=${`end ${hueOfParameter(shape, parameter)}`} x=${gutter - 8} y=${y}><tspan class="s">${letter}</tspan>${sub === "" ? nothing : svg`<tspan class="sub" dy="3">${sub}</tspan>`}</text>
      ${isNarrow ? nothing : words(end, y, "v muted end", percent(share))}`;
  })}`;
}

/** Whether the editor's selection stands in this parameter of the layer shown. */
function isMarked({ fed, layer }: GradientsView, parameter: string): boolean {
  return fed?.kind === "parameter" && fed.layer === layer && fed.name === parameter;
}

/** What the two lines are, beside their ends or above the plot. */
function endLabels(view: GradientsView): SVGTemplateResult | typeof nothing {
  const { layout, shape, sight } = view;
  const { norms, gutter, plot, isNarrow } = layout;
  const axis = decadesOf(view);
  const last = stepIn(view, sight.to);
  const yOf = (value: number | undefined): number => {
    const height = heightOn(axis, value ?? Number.NaN);
    return norms.top + (1 - (Number.isNaN(height) ? 0.5 : height)) * norms.height;
  };
  const state = shape.cell === "dense" ? "ŷ" : "h";
  if (isNarrow) {
    const y = norms.top - 12;
    return svg`${shape.cell === "lstm" ? normLabel(gutter, y, "c") : nothing}${normLabel(gutter + (shape.cell === "lstm" ? 68 : 0), y, state)}`;
  }
  const x = gutter + plot + 8;
  const h = yOf(last?.piece.h[last.k]) + 4;
  if (shape.cell !== "lstm") return normLabel(x, h, state);
  const c = yOf(last?.piece.c?.[last.k]) + 4;
  const apart = Math.max(0, 20 - Math.abs(c - h)) / 2;
  const way = c <= h ? -1 : 1;
  return svg`${normLabel(x, c + way * apart, "c")}${normLabel(x, h - way * apart, "h")}`;
}

function normLabel(x: number, y: number, state: "c" | "h" | "ŷ"): SVGTemplateResult {
  const hue = state === "c" ? "hue-cell" : "hue-hidden";
  return svg`<text class=${`halo ${hue}`} x=${x} y=${y}><tspan class="s">‖∂L/∂${state}</tspan><tspan class="sub" dy="3">t</tspan><tspan class="s" dy="-3">‖</tspan></text>`;
}

/** Behind the canvases: decades, the line at 1, where targets stand. */
export function grid(view: GradientsView): TemplateResult {
  const { layout } = view;
  const { norms, factor, plot, height } = layout;
  const axis = decadesOf(view);
  const decades = namedDecades(axis, 8).map((exponent) =>
    half(norms.top + (1 - (exponent - axis.low) / (axis.high - axis.low)) * norms.height),
  );
  return html`<svg class="grid" aria-hidden="true" width=${plot} height=${height}>
    ${decades.map((y) => line(0, y, plot, y, "rule"))}${targets(view)}
    ${
      factor === null
        ? nothing
        : factorLevels.map(([level]) => {
            const y = half(factor.top + (1 - heightOn({ low: -1, high: 1 }, level)) * factor.height);
            return line(0, y, plot, y, level === 1 ? "base" : "rule");
          })
    }</svg>`;
}

function targets(view: GradientsView): SVGTemplateResult | typeof nothing {
  const { sight, layout, T } = view;
  const steps: number[] = [];
  for (let t = sight.from; t <= sight.to && steps.length <= mostTargets; t++) {
    const found = stepIn(view, t);
    if (found?.piece.given[found.k] === 1) steps.push(t);
  }
  if (steps.length > mostTargets) return nothing;
  const word = layout.isNarrow ? "y" : l10n.t("target");
  let free = 0;
  return svg`${steps.map((t) => {
    const x = half(xOf(view, t));
    const isLast = x > layout.plot - 48;
    const isFree = x >= free && (!isLast || x - 48 >= free || t === T);
    if (isFree) free = x + 56;
    return svg`${line(x, layout.norms.top, x, layout.norms.top + layout.norms.height, "rule")}${isFree && steps.length < T ? words(isLast ? x - 4 : x + 4, layout.norms.top + 11, isLast ? "muted end" : "muted", word) : nothing}`;
  })}`;
}

/** The step whose input or target the editor's selection stands in. */
function fedStep(view: GradientsView): SVGTemplateResult | typeof nothing {
  const t = stepFed(view.fed);
  if (t === null || t < view.sight.from || t > view.sight.to) return nothing;
  const x = half(xOf(view, t));
  return line(x, view.layout.norms.top, x, view.layout.shares.top + view.layout.shares.height, "fed-step");
}

/** A ring round the dot, or a frame round the share, that is explained. */
function picked(view: GradientsView): SVGTemplateResult | typeof nothing {
  const { explained, layout, layer, sight, scroll } = view;
  const { norms, factor, shares, stepWidth } = layout;
  if (explained.subject?.kind !== "gradient") return nothing;
  const { kind, name, t, layer: of } = explained.subject.place;
  const found = stepIn(view, t);
  if (of !== layer || found === null || t < sight.from || t > sight.to) return nothing;
  if (kind === "share") {
    const row = shares.rows.find(({ parameter }) => parameter === name);
    const [left, width] = [(t - 1) * stepWidth - scroll, Math.max(4, stepWidth)];
    return row === undefined
      ? nothing
      : rect(left + (stepWidth - width) / 2 - 1, shares.top + row.top - 1, width + 2, shares.rowHeight + 1, "picked-share");
  }
  const { piece, k } = found;
  const [chart, at] =
    kind === "norm"
      ? [norms, heightOn(decadesOf(view), (name === "c" ? piece.c?.[k] : piece.h[k]) ?? Number.NaN)]
      : kind === "factor" && factor !== null
        ? [factor, heightOn({ low: -1, high: 1 }, piece.factor?.[k] ?? Number.NaN)]
        : [norms, Number.NaN];
  return Number.isNaN(at)
    ? nothing
    : svg`<circle class="ring" cx=${xOf(view, t)} cy=${chart.top + (1 - at) * chart.height} r="7"></circle>`;
}

/** The cursor through all charts, and the steps' axis below them. */
export function cursor(view: GradientsView): TemplateResult {
  const { layout, t, sight } = view;
  const { norms, factor, shares, plot, height, foot, stepWidth } = layout;
  const isHere = t >= sight.from && t <= sight.to;
  const x = half(xOf(view, t));
  const label = `t = ${t}`;
  const room = label.length * 3.7;
  const middle = Math.min(plot - room, Math.max(room, xOf(view, t)));
  const left = (t - 1) * stepWidth - view.scroll;
  return html`<svg class="over" aria-hidden="true" width=${plot} height=${height}>
    ${
      isHere
        ? svg`${line(x, norms.top, x, norms.top + norms.height, "cursor")}${factor === null ? nothing : line(x, factor.top, x, factor.top + factor.height, "cursor")}
      ${stepWidth >= 3 ? rect(left - 0.5, shares.top - 1.5, stepWidth + 1, shares.height + 2, "cursor") : line(x, shares.top, x, shares.top + shares.height, "cursor")}
      ${words(middle, foot + 15, "v strong middle", label)}`
        : nothing
    }
    ${picked(view)}${fedStep(view)}${axisSteps(view, 100).map((step) => {
      const at = Math.min(plot - 4 * String(step).length, Math.max(4 * String(step).length, xOf(view, step)));
      return isHere && Math.abs(at - middle) < room + 22 ? nothing : words(at, foot + 14, "axis middle", String(step));
    })}</svg>`;
}
