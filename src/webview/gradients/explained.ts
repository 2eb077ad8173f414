/** The Gradients tab's explanation of one number, and the numbers of its margin that can be explained. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { Place } from "../../report/explanation.js";
import { shortest } from "../../report/format.js";
import { type GradientPlace, isSameGradient } from "../../report/gradientPlace.js";
import { blankSaid } from "../blank.js";
import { icon } from "../icons.js";
import { followInGradients } from "../margin/follow.js";
import type { Writing } from "../margin/tokens.js";
import { atEntry, atPlace, workingTemplate } from "../margin/working.js";
import { type Actions, isSamePlace } from "../view.js";
import type { Subject } from "./explaining.js";
import { percent } from "./gradients.js";
import { gradientName } from "./names.js";
import { type GradientsView, shareAt } from "./view.js";

export function explainedTemplate(view: GradientsView, actions: Actions): TemplateResult {
  const { subject, working, isAwaited, canGoBack, canUnfold } = view.explained;
  if (subject === null)
    return html`<section class="block"><p class="muted">${l10n.t("Click a number, a curve or a share to see how it comes about.")}</p></section>`;
  const back = canGoBack
    ? html`<p class="act way-back"><button class="text-link" @click=${() => actions.gradients.explainBefore()}>${icon("before")} ${l10n.t("Back")}</button></p>`
    : nothing;
  if (working === null)
    return html`<section class="block">${back}<p class="muted">${isAwaited ? l10n.t("Computing…") : l10n.t("There is no such number in this trace.")}</p></section>`;
  const writing: Writing = {
    ...{ numbers: working.numbers, decimals: view.decimals, isFine: true },
    selection: subject.kind === "value" ? subject.place : null,
    gradient: subject.kind === "gradient" ? subject.place : null,
    follow: followInGradients(actions),
    ...(canUnfold && { unfold: () => actions.gradients.unfold() }),
  };
  return html`<div class=${isAwaited ? "explained awaited" : "explained"} aria-busy=${isAwaited ? "true" : "false"}>${workingTemplate(writing, working, whereOf(view, subject), actions, { before: back })}</div>`;
}

/** `at t = 2, unit 1`; of a share the share itself. */
function whereOf(view: GradientsView, { kind, place }: Subject): string {
  const layer = view.layers.length > 1 && place.layer !== view.layer ? l10n.t("in layer {0}", place.layer) : "";
  if (kind === "gradient" && place.kind === "share") return percent(shareAt(view, place.name, place.t));
  const at = kind === "value" ? atPlace(place) : atGradient(place);
  return [layer, at].filter((part) => part !== "").join(", ");
}

function atGradient({ kind, name, t, row }: GradientPlace): string {
  if (kind === "state" || kind === "z" || kind === "later") return atEntry(name === "x", t, row);
  return kind === "norm" || kind === "laterNorm" || kind === "mean" ? l10n.t("at t = {0}", t) : "";
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
  const name = l10n.t("{0}, unit {1}, t = {2}", place.quantity, place.unit, place.t);
  return button(isSelected, name, value, text, () => actions.gradients.explain({ kind: "value", place }));
}

function button(isSelected: boolean, name: string, value: Shown, text: string, choose: () => void): TemplateResult {
  const isHidden = value === "hidden";
  const look = `number${isHidden ? " blank" : ""}${isSelected ? " selected" : ""}`;
  return html`<button class=${look} aria-pressed=${isSelected ? "true" : "false"} aria-label=${l10n.t("{0}: {1}, explain", isHidden ? blankSaid() : text, name)} title=${isHidden ? blankSaid() : shortest(value)} @click=${choose}>${text}</button>`;
}
