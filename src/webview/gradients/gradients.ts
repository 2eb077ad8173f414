/** The Gradients tab's figure: how the gradient fares over time, what each step back does to it, and when each parameter's gradient arises. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import { formatFine, formatNumber } from "../../report/format.js";
import { blankText } from "../blank.js";
import { box } from "../dom.js";
import { icon } from "../icons.js";
import type { Actions } from "../view.js";
import { rowAt, stepAtX, xOf } from "./geometry.js";
import { backdrop, cursor, grid } from "./labels.js";
import { overhang } from "./paint.js";
import { pickAt } from "./picking.js";
import { type GradientsActions, type GradientsView, isHiddenIn, shareAt, stepIn } from "./view.js";

export function gradientsTemplate(view: GradientsView, actions: Actions): TemplateResult {
  const { layout, summary } = view;
  const isScrolling = layout.content > layout.plot + 0.5;
  const height = layout.height + (isScrolling ? 14 : 0);
  return html`${summary.notFinite === null ? nothing : html`<p class="not-finite">${icon("warning")} <span>${summary.notFinite}</span></p>`}
    <div class="figure gradients"><div class="strips" ${box({ width: layout.width, height })}>
      ${backdrop(view)}
      <canvas class="key" data-chart="key" aria-hidden="true" ${box({ left: layout.gutter + layout.plot - 112, top: layout.shares.top - 18, width: 56, height: 6 })}></canvas>
      ${plot(view, actions, height, isScrolling)}${tip(view)}</div>
    <div id="tables"></div></div>`;
}

function plot(view: GradientsView, actions: Actions, height: number, isScrolling: boolean): TemplateResult {
  const { layout, sight, T } = view;
  const { norms, factor, shares } = layout;
  const label = l10n.t("steps {0} to {1} of {2}", sight.from, sight.to, T);
  const handlers = pointers(view, actions);
  const chart = (name: string, said: string, top: number, tall: number): TemplateResult =>
    html`<canvas data-chart=${name} role="img" aria-label=${`${said}, ${label}`} aria-describedby=${`table-${name}`} ${box({ top, width: layout.plot, height: tall })}></canvas>`;
  return html`<div class=${isScrolling ? "scroller scrolling" : "scroller"} role="group" aria-label=${label} tabindex="0"
      ${box({ left: layout.gutter, top: 0, width: layout.plot, height })} @scroll=${handlers.scroll}>
    <div class="track" ${box({ width: layout.content, height: layout.height })}>
      <div class="sight" ${box({ width: layout.plot, height: layout.height })} @pointerdown=${handlers.point} @pointermove=${handlers.point} @pointerleave=${handlers.leave}>
        ${grid(view)}
        ${chart("norms", chartSaid("norms"), norms.top - overhang, norms.height + 2 * overhang)}
        ${factor === null ? nothing : chart("factor", chartSaid("factor"), factor.top - overhang, factor.height + 2 * overhang)}
        ${chart("shares", chartSaid("shares"), shares.top, shares.height)}
        ${cursor(view)}
      </div>
    </div>
  </div>`;
}

/** What a chart shows, as it is read aloud. */
export function chartSaid(name: "norms" | "factor" | "shares"): string {
  if (name === "norms") return l10n.t("norms of the state gradients");
  return name === "factor" ? l10n.t("factor of each step back") : l10n.t("share of each step in each parameter's gradient");
}

interface Pointers {
  scroll(event: Event): void;
  point(event: PointerEvent): void;
  leave(): void;
}

/** A press goes to the step and explains what stands there, dragging goes along; without a press the values at the pointer are read. */
function pointers(view: GradientsView, actions: Actions): Pointers {
  const own: GradientsActions = actions.gradients;
  return {
    scroll: (event) => own.scrolled((event.currentTarget as HTMLElement).scrollLeft / view.layout.stepWidth),
    point: (event) => {
      const plotted = event.currentTarget as HTMLElement;
      const { left, top } = plotted.getBoundingClientRect();
      const x = event.clientX - left;
      const isPressed = event.type === "pointerdown" && event.button === 0;
      if (isPressed) {
        plotted.setPointerCapture(event.pointerId);
        const place = pickAt(view, stepAtX(view, x), event.clientY - top);
        if (place !== null) own.explain({ kind: "gradient", place });
      }
      if (plotted.hasPointerCapture(event.pointerId)) actions.goTo(stepAtX(view, x));
      own.hover({ x, y: event.clientY - top });
    },
    leave: () => own.hover(null),
  };
}

/** The values under the pointer. */
function tip(view: GradientsView): TemplateResult | typeof nothing {
  const { hover, layout, decimals } = view;
  if (hover === null) return nothing;
  const t = stepAtX(view, hover.x);
  const found = stepIn(view, t);
  if (found === null) return nothing;
  const { piece, k } = found;
  const parameter = rowAt(view, hover.y);
  const isLeft = hover.x > layout.plot - 210;
  const value = (name: string, column: "h" | "c" | "factor"): TemplateResult | typeof nothing => {
    const of = piece[column]?.[k];
    const text = isHiddenIn(found, column) ? blankText : formatFine(of ?? Number.NaN, decimals);
    return of === undefined ? nothing : html` <span class="muted">${name}</span> <span class="n">${text}</span>`;
  };
  const share = parameter === null ? undefined : shareAt(view, parameter, t);
  const isFactor = layout.factor !== null && hover.y >= layout.factor.top && hover.y <= layout.factor.top + layout.factor.height;
  const values =
    parameter !== null
      ? html` <span class="muted">${parameter}</span> <span class="n">${percent(share)}</span>`
      : isFactor
        ? value(l10n.t("factor"), "factor")
        : html`${value("c", "c")}${value(view.shape.cell === "dense" ? "ŷ" : "h", "h")}`;
  return html`<div class=${isLeft ? "tip left" : "tip"} aria-hidden="true" ${box({ left: layout.gutter + Math.min(layout.plot, Math.max(0, xOf(view, t))) + (isLeft ? -10 : 14), top: hover.y + 12 })}>
    <span class="muted">t = ${t}</span>${values}</div>`;
}

/** A share in per cent. */
export function percent(share: number | undefined): string {
  if (share === undefined) return "";
  return Number.isNaN(share) ? l10n.t("none") : `${formatNumber(100 * share, 1)} %`;
}
