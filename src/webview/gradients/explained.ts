/** The Gradients tab's explanation of one number, and the numbers of its margin that can be explained. */
import { html, nothing, type TemplateResult } from "lit";
import type { Place } from "../../report/explanation.js";
import { shortest } from "../../report/format.js";
import { type GradientPlace, isSameGradient } from "../../report/gradientPlace.js";
import { blankSaid, revealButton } from "../blank.js";
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
  const reveal = working.blank === undefined ? nothing : revealButton(working.blank, actions);
  return html`<div class=${isAwaited ? "explained awaited" : "explained"} aria-busy=${isAwaited ? "true" : "false"}>${workingTemplate(writing, working, whereOf(view, subject), { before: back, reveal })}</div>`;
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

/** A number, or a blank of an exercise. */
type Shown = number | "hidden";

/** A number that explains itself when clicked. */
export function gradientButton(view: GradientsView, actions: Actions, place: GradientPlace, value: Shown, text: string): TemplateResult {
  const { subject } = view.explained;
  const isSelected = subject?.kind === "gradient" && isSameGradient(place, subject.place);
  return button(isSelected, gradientName(place), value, text, () => actions.gradients.explain({ kind: "gradient", place }));
}

/** The same for a value of the trace. */
export function valueButton(view: GradientsView, actions: Actions, place: Place, value: Shown, text: string): TemplateResult {
  const { subject } = view.explained;
  const isSelected = subject?.kind === "value" && isSamePlace(place, subject.place);
  const name = `${place.quantity}, unit ${place.unit}, t = ${place.t}`;
  return button(isSelected, name, value, text, () => actions.gradients.explain({ kind: "value", place }));
}

function button(isSelected: boolean, name: string, value: Shown, text: string, choose: () => void): TemplateResult {
  const isHidden = value === "hidden";
  const look = `number${isHidden ? " blank" : ""}${isSelected ? " selected" : ""}`;
  return html`<button class=${look} aria-pressed=${isSelected ? "true" : "false"} aria-label=${`${isHidden ? blankSaid : text}: ${name}, explain`} title=${isHidden ? blankSaid : shortest(value)} @click=${choose}>${text}</button>`;
}
