/** The Gradients tab's explanation of one number, and the numbers of its margin that can be explained. */
import { html, nothing, type TemplateResult } from "lit";
import type { Place } from "../../report/explanation.js";
import { shortest } from "../../report/format.js";
import { type GradientPlace, isSameGradient } from "../../report/gradientPlace.js";
import { icon } from "../icons.js";
import { followInGradients } from "../margin/follow.js";
import type { Writing } from "../margin/tokens.js";
import { workingTemplate } from "../margin/working.js";
import { type Actions, isSamePlace } from "../view.js";
import type { Subject } from "./explaining.js";
import { percent } from "./gradients.js";
import { gradientName } from "./names.js";
import { type GradientsView, shareAt } from "./view.js";

export function explainedTemplate(view: GradientsView, actions: Actions): TemplateResult {
  const { subject, working, isAwaited, canGoBack } = view.explained;
  if (subject === null)
    return html`<section class="block"><p class="muted">Click a number, a curve or a share to see how it comes about.</p></section>`;
  const back = canGoBack
    ? html`<p class="act way-back"><button class="text-link" @click=${() => actions.gradients.explainBefore()}>${icon("before")} Back</button></p>`
    : nothing;
  if (working === null)
    return html`<section class="block">${back}<p class="muted">${isAwaited ? "Computing…" : "There is no such number in this trace."}</p></section>`;
  const writing: Writing = {
    ...{ numbers: working.numbers, decimals: view.decimals, isFine: true },
    selection: subject.kind === "value" ? subject.place : null,
    gradient: subject.kind === "gradient" ? subject.place : null,
    follow: followInGradients(actions),
    unfold: () => actions.gradients.unfold(),
  };
  return html`<div class=${isAwaited ? "explained awaited" : "explained"} aria-busy=${isAwaited ? "true" : "false"}>${workingTemplate(writing, working, whereOf(view, subject), back)}</div>`;
}

/** `at t = 2, unit 1`; of a share the share itself. */
function whereOf(view: GradientsView, { kind, place }: Subject): string {
  const layer = view.layers.length > 1 && place.layer !== view.layer ? `in layer ${place.layer}, ` : "";
  if (kind === "value") {
    const unit = place.quantity === "loss" ? "" : place.quantity === "x" ? `, number ${place.unit}` : `, unit ${place.unit}`;
    return `${layer}at t = ${place.t}${unit}`;
  }
  if (place.kind === "share") return `${percent(shareAt(view, place.name, place.t))}`;
  if (place.kind === "state" || place.kind === "z" || place.kind === "later")
    return `${layer}at t = ${place.t}, ${place.name === "x" ? "number" : "unit"} ${place.row}`;
  return place.kind === "norm" || place.kind === "laterNorm" || place.kind === "mean"
    ? `${layer}at t = ${place.t}`
    : layer.replace(/, $/, "");
}

/** A number that explains itself when clicked. */
export function gradientButton(view: GradientsView, actions: Actions, place: GradientPlace, value: number, text: string): TemplateResult {
  const { subject } = view.explained;
  const isSelected = subject?.kind === "gradient" && isSameGradient(place, subject.place);
  return button(isSelected, `${text}: ${gradientName(place)}, explain`, value, text, () =>
    actions.gradients.explain({ kind: "gradient", place }),
  );
}

/** The same for a value of the trace. */
export function valueButton(view: GradientsView, actions: Actions, place: Place, value: number, text: string): TemplateResult {
  const { subject } = view.explained;
  const isSelected = subject?.kind === "value" && isSamePlace(place, subject.place);
  return button(isSelected, `${text}: ${place.quantity}, unit ${place.unit}, t = ${place.t}, explain`, value, text, () =>
    actions.gradients.explain({ kind: "value", place }),
  );
}

function button(isSelected: boolean, said: string, value: number, text: string, choose: () => void): TemplateResult {
  return html`<button class=${isSelected ? "number selected" : "number"} aria-pressed=${isSelected ? "true" : "false"} aria-label=${said} title=${shortest(value)} @click=${choose}>${text}</button>`;
}
