/** The parts of a comparison among the strips: a canvas of differences below each, its colours' key, and what the pointer reads. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import { formatFine } from "../../report/format.js";
import { box } from "../dom.js";
import { names } from "../names.js";
import type { Spot, TraceView } from "../view.js";
import { differenceText, valuesAt } from "./labels.js";

/** Stand on the plot. */
export function differenceCanvases({ figure }: TraceView, label: string): readonly (TemplateResult | typeof nothing)[] {
  return figure.strips.map(({ quantity, difference }) => {
    if (difference === null) return nothing;
    const said = l10n.t("difference of {0}, {1}", quantity === "loss" ? l10n.t("loss") : names[quantity].word(), label);
    return html`<canvas data-strip=${quantity} data-part="difference" role="img" aria-label=${said} aria-describedby=${`table-${quantity}-difference`}
      ${box({ top: difference.top, width: figure.plot, height: difference.height })}></canvas>`;
  });
}

/** Stand to the left of heat maps. */
export function differenceKeys({ figure }: TraceView): readonly (TemplateResult | typeof nothing)[] {
  return figure.strips.map(({ quantity, difference }) =>
    difference?.kind === "heat"
      ? html`<canvas class="key" data-strip=${quantity} data-part="difference-key" aria-hidden="true" ${box({ top: difference.top + 25, width: 56, height: 6 })}></canvas>`
      : nothing,
  );
}

/** What the tip says of the other trace. */
export function otherTip(view: TraceView, { place: { quantity, t, unit } }: Spot): TemplateResult | typeof nothing {
  const strip = view.figure.strips.find((one) => one.quantity === quantity);
  const values = strip === undefined || strip.difference === null ? null : valuesAt(view, strip, t, unit);
  if (values === null) return nothing;
  return html` <span class="muted">${l10n.t("there")}</span> <span class="n">${formatFine(values.there, view.decimals)}</span> <span class="muted">Δ</span> <span class="n">${differenceText(values.difference, view.decimals)}</span>`;
}
