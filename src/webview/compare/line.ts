/** The line above the figure of a trace that is compared: with what, where the two part first, what they do not share, and the way out. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { ComparisonShape, FirstApart } from "../../protocol/comparison.js";
import type { Place } from "../../report/explanation.js";
import { formatFine, shortest } from "../../report/format.js";
import { phrase } from "../../report/phrase.js";
import { placeName } from "../cell/pen.js";
import { icon } from "../icons.js";
import { hueClass, names, type Quantity } from "../names.js";
import type { Actions, TraceView } from "../view.js";
import { endOf } from "./labels.js";

/** More differences in size are counted only. */
const mostTold = 3;

export function comparisonLine(view: TraceView, comparison: ComparisonShape, actions: Actions): TemplateResult {
  const { name, fault } = comparison;
  return html`<div class="comparison" role="group" aria-label=${l10n.t("comparison")}>
    <div class="words" role="status"><p class="against"><span class="muted">${l10n.t("Compared with")}</span> ${sample(name)}</p>
      ${fault === null ? outcome(view, comparison, actions) : faultLine(comparison, actions)}</div>
    <button class="icon-button" title=${l10n.t("End the comparison")} aria-label=${l10n.t("End the comparison")} @click=${() => actions.comparison.end()}>${icon("cross")}</button></div>`;
}

/** The other's name behind a piece of its line. */
function sample(name: string): TemplateResult {
  return html`<svg class="sample" width="26" height="10" aria-hidden="true"><path d="M1 5H25"></path></svg> <span class="strong">${name}</span>`;
}

function toleranceOf(tolerance: number): TemplateResult {
  return html`<span class="n">${endOf(tolerance)}</span>`;
}

function faultLine({ fault }: ComparisonShape, actions: Actions): TemplateResult {
  return html`<p><span class="failed">${icon("error")}</span> ${capital(fault?.message ?? "")}.
    ${fault?.hasPlace ? html`<button class="text-link" @click=${() => actions.comparison.goToFault()}>${l10n.t("Go to fault")}</button>` : nothing}</p>`;
}

function outcome(view: TraceView, { first, tolerance, mismatches, layers, T, loss }: ComparisonShape, actions: Actions): TemplateResult {
  const isCompared = T > 0 && (loss !== null || layers.some((layer) => layer !== null));
  const rest = mismatches.length - mostTold;
  return html`${first === null ? (isCompared ? html`<p>${phrase(l10n.t("Nowhere apart by more than {tolerance}."), { tolerance: toleranceOf(tolerance) })}</p>` : nothing) : apart(view, first, tolerance, actions)}
    ${mismatches.slice(0, mostTold).map((sentence) => html`<p class="muted">${capital(sentence)}.</p>`)}
    ${rest > 0 ? html`<p class="muted">${l10n.t("{0} more differences in size or kind.", rest)}</p>` : nothing}`;
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

function apart(view: TraceView, { place, here, there, difference }: FirstApart, tolerance: number, actions: Actions): TemplateResult {
  const number = (text: string): TemplateResult =>
    html`<span class="n" title=${shortest(Number(text))}>${formatFine(Number(text), view.decimals)}</span>`;
  const isStack = view.trace.layers.length > 1 && place.quantity !== "loss";
  const message = isStack
    ? l10n.t(
        "First apart by more than {tolerance} at {step}, layer {layer}: {value} is {here} here, {there} there, a difference of {difference}.",
      )
    : l10n.t("First apart by more than {tolerance} at {step}: {value} is {here} here, {there} there, a difference of {difference}.");
  return html`<p>${phrase(message, {
    tolerance: toleranceOf(tolerance),
    step: html`<button class="text-link" aria-label=${`t = ${place.t}: ${l10n.t("go to {0}", placeName(place))}`} @click=${() => actions.goToPlace(place)}>t = ${place.t}</button>`,
    layer: place.layer,
    value: valueSaid(view, place),
    ...{ here: number(here), there: number(there), difference: number(difference) },
  })}</p>`;
}

function symbolOf({ quantity, t }: Place): TemplateResult {
  const letter = quantity in names ? names[quantity as Quantity].symbol : quantity;
  return html`<span class=${`sym ${hueClass(quantity)}`}>${letter}<sub>${t}</sub></span>`;
}

/** The value's symbol, and which of several entries it is. */
function valueSaid({ trace }: TraceView, place: Place): unknown {
  const { layer, quantity, unit } = place;
  const symbol = symbolOf(place);
  const { D, H } = trace.layers[layer - 1] ?? { D: 1, H: 1 };
  if (quantity === "loss" || (quantity === "x" ? D : H) === 1) return symbol;
  return quantity === "x"
    ? phrase(l10n.t("{input}, number {unit},"), { input: symbol, unit })
    : phrase(l10n.t("{value} of unit {unit}"), { value: symbol, unit });
}
