/** The Gradients tab's margin: the numbers at the cursor, the verdict, every parameter's gradient, and the check against differences. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Passage } from "../../protocol/gradients.js";
import type { CheckedGradient, ParameterShape } from "../../protocol/panel.js";
import type { Place } from "../../report/explanation.js";
import { formatFine, formatNumber, shortest } from "../../report/format.js";
import { type GradientPlace, gradientPlace } from "../../report/gradientPlace.js";
import { phrase } from "../../report/phrase.js";
import { blankText } from "../blank.js";
import { icon } from "../icons.js";
import { hueOfParameter } from "../names.js";
import { sizeOf } from "../optimizer/optimizer.js";
import { lettersOf, symbol } from "../optimizer/symbols.js";
import { wholeTyped } from "../picker.js";
import type { Actions } from "../view.js";
import { explainedTemplate, gradientButton, valueButton } from "./explained.js";
import { percent } from "./gradients.js";
import { type GradientsView, isHiddenIn, stepIn } from "./view.js";

/** Pixels of the longest bar; beside the errors of a check there is half the room. */
const BAR = 66;

export function gradientsMargin(view: GradientsView, actions: Actions): TemplateResult {
  return html`${here(view, actions)}${explainedTemplate(view, actions)}${verdict(view, actions)}${byParameter(view, actions)}${check(view, actions)}`;
}

/** The numbers at the cursor. */
function here(view: GradientsView, actions: Actions): TemplateResult {
  const { t, unit, shape, at: ofUnit, decimals, layer } = view;
  const found = stepIn(view, t);
  const row = (
    name: TemplateResult | string,
    value: number | "hidden" | undefined | null,
    place: GradientPlace | Place,
  ): TemplateResult | typeof nothing => {
    if (value === undefined || value === null) return nothing;
    const text = value === "hidden" ? blankText : formatFine(value, decimals);
    const button = "quantity" in place ? valueButton(view, actions, place, value, text) : gradientButton(view, actions, place, value, text);
    return html`<tr><th scope="row">${name}</th><td class="n right">${button}</td></tr>`;
  };
  const at = (column: "h" | "c" | "factor" | "f", value: number | undefined): number | "hidden" | undefined =>
    found !== null && isHiddenIn(found, column) ? "hidden" : value;
  const name = shape.cell === "dense" ? "yhat" : "h";
  const norm = (of: string): GradientPlace => gradientPlace("norm", layer, of, { t });
  const unitOf = (of: string): GradientPlace => gradientPlace("state", layer, of, { t, row: unit });
  const gate: Place = { layer, quantity: "f", t, unit };
  const state = shape.cell === "dense" ? "ŷ" : "h";
  const of = (letter: string, sub: string): TemplateResult => symbol(letter, sub, letter === "c" ? "hue-cell" : "hue-hidden");
  const f = (sub: string): TemplateResult => symbol("f", sub, "hue-forgetGate");
  const own = (text: string | null | undefined): number | "hidden" | null =>
    text === null || text === undefined ? null : text === "hidden" ? text : Number(text);
  const units =
    shape.H > 1
      ? html`${row(html`∂L/∂${of("c", `${t},${unit}`)}`, own(ofUnit?.c), unitOf("c"))}${row(html`∂L/∂${of(state, `${t},${unit}`)}`, own(ofUnit?.h), unitOf(name))}${row(f(`${t},${unit}`), own(ofUnit?.f), gate)}`
      : nothing;
  return html`<section class="block"><h2>${l10n.t("At t = {0}", t)}</h2><table class="tight"><caption class="reader">${l10n.t("gradients at step {0}", t)}</caption><tbody>
    ${row(html`‖∂L/∂${of("c", String(t))}‖`, at("c", found?.piece.c?.[found.k]), norm("c"))}${row(html`‖∂L/∂${of(state, String(t))}‖`, at("h", found?.piece.h[found.k]), norm(name))}
    ${row(l10n.t("factor to t = {0}", t - 1), at("factor", found?.piece.factor?.[found.k]), gradientPlace("factor", layer, "", { t }))}
    ${row(shape.H > 1 ? html`${phrase(l10n.t("mean {gate}"), { gate: f(String(t)) })}` : f(String(t)), at("f", found?.piece.f?.mean[found.k]), shape.H > 1 ? gradientPlace("mean", layer, "f", { t }) : gate)}${units}
  </tbody></table>${shape.H > 1 ? unitPicker(view, actions) : nothing}</section>`;
}

/** Which unit the rows are of; the trace's selection goes along. */
function unitPicker({ unit, shape }: GradientsView, actions: Actions): TemplateResult {
  const changed = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const wanted = wholeTyped(input.value, 1, shape.H);
    if (wanted !== null && wanted !== unit) actions.showUnit(wanted);
    input.value = String(wanted ?? unit);
  };
  return html`<p class="act"><label><span class="muted">${l10n.t("unit")}</span> <input class="n" type="number" min="1" max=${shape.H} step="1" .value=${live(String(unit))} @change=${changed}></label>
    <span class="n muted">/ ${shape.H}</span></p>`;
}

const verdicts = {
  vanishing: () => l10n.t("The gradient vanishes"),
  steady: () => l10n.t("The gradient is steady"),
  exploding: () => l10n.t("The gradient explodes"),
} as const;

function verdict(view: GradientsView, actions: Actions): TemplateResult | typeof nothing {
  const { passage, shape, T, decimals, layers, layer } = view;
  if (shape.cell === "dense") return nothing;
  const where = layers.length > 1 ? html` <span class="muted">${l10n.t("in layer {0}", layer)}</span>` : nothing;
  if (passage === null)
    return html`<section class="block"><h2>${l10n.t("Over the whole sequence")}${where}</h2><p class="muted">${l10n.t("Computing how far a change of h₀ reaches…")}</p></section>`;
  const [growth, magnitude] = [Number(passage.growth), Number(passage.magnitude)];
  const norm = html`‖∂${symbol("h", String(T), "hue-hidden")}/∂${symbol("h", "0", "hue-hidden")}‖`;
  return html`<section class="block"><h2>${passage.verdict === null ? l10n.t("No verdict") : verdicts[passage.verdict]()}${where}</h2>
    <p class="muted">${phrase(verdictText(passage.verdict), {
      ...{ T, norm, ...passage.bounds },
      reach: html`<span class="n ink">${gradientButton(view, actions, gradientPlace("through", layer, ""), 10 ** magnitude, powerOfTen(magnitude, decimals))}</span>`,
      growth: html`<span class="n ink">${gradientButton(view, actions, gradientPlace("growth", layer, ""), growth, formatFine(growth, decimals))}</span>`,
    })}</p></section>`;
}

function verdictText(verdict: Passage["verdict"]): string {
  switch (verdict) {
    case "vanishing":
      return l10n.t("Through all {T} steps {norm} = {reach}, a factor of {growth} a step: below {vanishing}.");
    case "exploding":
      return l10n.t("Through all {T} steps {norm} = {reach}, a factor of {growth} a step: above {exploding}.");
    case "steady":
      return l10n.t("Through all {T} steps {norm} = {reach}, a factor of {growth} a step: between {vanishing} and {exploding}.");
    case null:
      return l10n.t("Through all {T} steps {norm} = {reach}, a factor of {growth} a step: no number.");
  }
}

/** 10 to the power of `magnitude`, also where that is no double. */
export function powerOfTen(magnitude: number, decimals: number): string {
  if (!Number.isFinite(magnitude)) return magnitude === Number.NEGATIVE_INFINITY ? "0" : formatNumber(magnitude, decimals);
  if (Math.abs(magnitude) < 300) return formatFine(10 ** magnitude, decimals);
  const exponent = Math.floor(magnitude);
  return `${formatNumber(10 ** (magnitude - exponent), 2)}e${exponent < 0 ? "−" : ""}${Math.abs(exponent)}`;
}

/** The parameters of all layers: shape, norm, sum of the shares, error of the check. */
function byParameter(view: GradientsView, actions: Actions): TemplateResult {
  const { summary, layers, checked, decimals } = view;
  const { parameters, norms } = summary;
  const bar = checked === null ? BAR : BAR / 2;
  const greatest = norms.reduce((most, value) => (Number.isFinite(value) && value > most ? value : most), 0);
  const error = (of: ParameterShape): CheckedGradient | undefined =>
    checked?.find(({ layer, name }) => layer === of.layer && name === of.name);
  return html`<section class="block tall"><h2>${l10n.t("Gradient by parameter")}</h2><div class="wide-table" role="group" tabindex="0" aria-label=${l10n.t("gradients by parameter")}><table class="by-parameter"><thead><tr><th scope="col"><span class="reader">${l10n.t("parameter")}</span></th><th scope="col">${l10n.t("shape")}</th>
      <th scope="col" class="right">${l10n.t("norm")}</th><td></td><th scope="col" class="right" title=${l10n.t("what the shares of all steps add up to")}>${l10n.t("Σ shares")}</th>${checked === null ? nothing : html`<th scope="col" class="right">${l10n.t("rel. error")}</th>`}</tr></thead>
    <tbody>${parameters.map((one, k) => {
      const hue = hueOfParameter(layers[one.layer - 1], one.name);
      const { letter, sub } = lettersOf(one.name);
      const wide = greatest > 0 && norms[k] > 0 ? Math.max(1, (norms[k] / greatest) * bar) : 0;
      const found = error(one);
      const isFed = view.fed?.kind === "parameter" && view.fed.layer === one.layer && view.fed.name === one.name;
      const isHidden = summary.hidden.includes(k);
      return html`<tr class=${isFed ? `${hue} fed` : hue}><th scope="row">${layers.length > 1 ? html`<span class="muted">${one.layer}</span> ` : nothing}${symbol(letter, sub, hue)}</th><td class="n muted">${sizeOf(one)}</td>
        <td class="n right">${gradientButton(view, actions, gradientPlace("parameterNorm", one.layer, one.name), isHidden ? "hidden" : norms[k], isHidden ? blankText : formatFine(norms[k], decimals))}</td>
        <td><svg width=${bar} height="10" aria-hidden="true"><rect class="flow" x="0" y="1" width=${Number.isFinite(wide) ? wide : bar} height="8"></rect></svg></td>
        <td class="n right muted">${sumOf(view, actions, one, k)}</td>${checked === null ? nothing : html`<td class="n right">${found === undefined ? "" : html`<span title=${found.error} class=${found.isRight ? "" : "disagrees"}>${errorText(Number(found.error))}</span>`}</td>`}</tr>`;
    })}</tbody></table></div></section>`;
}

/** What the shares of a parameter add up to. */
function sumOf(view: GradientsView, actions: Actions, { layer, name }: ParameterShape, k: number): TemplateResult | typeof nothing {
  const sum = view.sums?.[k];
  return sum === undefined ? nothing : gradientButton(view, actions, gradientPlace("shares", layer, name), sum, percent(sum));
}

function errorText(error: number): string {
  return Number.isNaN(error) ? "NaN" : error === 0 ? "0" : error.toExponential(1).replace("-", "−");
}

function check(view: GradientsView, actions: Actions): TemplateResult {
  const { checked, isWorking } = view;
  const button = (label: string): TemplateResult =>
    html`<button class="button" ?disabled=${isWorking} @click=${() => actions.gradients.check()}>${label}</button>`;
  if (checked === null) {
    return html`<section class="block"><h2>${l10n.t("Analytic and numeric")}</h2><p class="muted">${l10n.t("Compares every gradient with central differences of the loss.")}</p><p class="act">${button(l10n.t("Check Gradients"))}</p></section>`;
  }
  const wrong = checked.filter(({ isRight }) => !isRight);
  const sum = (of: (one: CheckedGradient) => number): number => checked.reduce((all, one) => all + of(one), 0);
  const [compared, total, kinks] = [sum((one) => one.checked), sum((one) => one.total), sum((one) => one.kinks)];
  const most = checked.reduce(
    (greatest, { error }) => (Number(error) > greatest || Number.isNaN(Number(error)) ? Number(error) : greatest),
    0,
  );
  return html`<section class="block"><h2 class="agreement">${wrong.length === 0 ? html`<span class="passed">${icon("check")}</span>` : html`<span class="failed">${icon("error")}</span>`}
      <span>${wrong.length === 0 ? l10n.t("Analytic and numeric agree") : l10n.t("Wrong: {0}", wrong.map(({ name }) => name).join(", "))}</span></h2>
    <p class="muted">${phrase(checkedText(compared < total, kinks > 0), { error: ink(errorText(most)), compared: ink(compared), total: ink(total), kinks: ink(kinks) })}</p>
    ${checked.every(({ worst }) => worst === null) ? nothing : worstTable(view, actions, checked)}</section>`;
}

const ink = (number: number | string): TemplateResult => html`<span class="n ink">${number}</span>`;

/** `isPart`: whether not all entries were compared. */
function checkedText(isPart: boolean, hasKinks: boolean): string {
  if (isPart)
    return hasKinks
      ? l10n.t(
          "Largest relative error {error} over {compared} of {total} entries, by central differences; {kinks} stand at a kink and are left out.",
        )
      : l10n.t("Largest relative error {error} over {compared} of {total} entries, by central differences.");
  return hasKinks
    ? l10n.t("Largest relative error {error} over {compared} entries, by central differences; {kinks} stand at a kink and are left out.")
    : l10n.t("Largest relative error {error} over {compared} entries, by central differences.");
}

function worstTable(view: GradientsView, actions: Actions, checked: readonly CheckedGradient[]): TemplateResult {
  return html`<div class="wide-table" role="group" tabindex="0" aria-label=${l10n.t("entries that differ most")}><table class="by-parameter"><thead><tr><th scope="col">${l10n.t("differs most")}</th><th scope="col" class="right">${l10n.t("analytic")}</th><th scope="col" class="right">${l10n.t("differences")}</th></tr></thead>
    <tbody>${checked.map((one) => worstRow(view, actions, one))}</tbody></table></div>`;
}

function worstRow(
  view: GradientsView,
  actions: Actions,
  { layer, name, worst, isRight }: CheckedGradient,
): TemplateResult | typeof nothing {
  if (worst === null) return nothing;
  const { layers, decimals } = view;
  const { letter, sub } = lettersOf(name);
  const look = isRight ? "n right" : "n right disagrees";
  const { row, col } = worst;
  const [analytic, numeric] = [Number(worst.analytic), Number(worst.numeric)];
  return html`<tr><th scope="row">${layers.length > 1 ? html`<span class="muted">${layer}</span> ` : nothing}${symbol(letter, sub, hueOfParameter(layers[layer - 1], name))} <span class="n muted">[${row},${col}]</span></th>
    <td class=${look}>${gradientButton(view, actions, gradientPlace("entry", layer, name, { row, col }), analytic, formatFine(analytic, decimals + 2))}</td><td class=${look} title=${shortest(numeric)}>${formatFine(numeric, decimals + 2)}</td></tr>`;
}
