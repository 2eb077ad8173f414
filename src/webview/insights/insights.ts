/** Insights in the margin: what is noteworthy in the whole trace, each a sentence that leads to its step; below, folded, the facts about the gates. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { InsightsOfTrace } from "../../protocol/insights.js";
import type { Place } from "../../report/explanation.js";
import { formatNumber, shortest } from "../../report/format.js";
import { placeName } from "../cell/pen.js";
import { followInTrace } from "../margin/follow.js";
import { tokens } from "../margin/tokens.js";
import { hueClass, names } from "../names.js";
import type { Actions, TraceView } from "../view.js";

type Insight = InsightsOfTrace["notable"][number];
type GateFacts = InsightsOfTrace["gates"][number];

/** More are folded away. */
const mostShown = 6;

export function insightsBlock(
  view: TraceView,
  { revision, areWithheld, notable, gates }: InsightsOfTrace,
  actions: Actions,
): TemplateResult {
  const isOld = revision !== view.trace.revision;
  const [first, rest] = [notable.slice(0, mostShown), notable.slice(mostShown)];
  return html`<section class=${isOld ? "block insights old" : "block insights"} aria-label=${l10n.t("insights")}><h2>${l10n.t("Insights")}</h2>
    ${notable.length === 0 ? html`<p class="muted">${areWithheld ? l10n.t("Shown once every blank of the exercise is found or revealed.") : l10n.t("Nothing out of the ordinary.")}</p>` : list(view, first, actions)}
    ${rest.length === 0 ? nothing : html`<details><summary>${l10n.t("{0} more", rest.length)}</summary>${list(view, rest, actions)}</details>`}
    ${gates.length === 0 ? nothing : html`<details><summary>${l10n.t("Range and sum of every gate")}</summary>${facts(view, gates, actions)}</details>`}</section>`;
}

function list(view: TraceView, notable: readonly Insight[], actions: Actions): TemplateResult {
  return html`<ul>${notable.map((one) => html`<li>${sentence(view, one, actions)} ${link(view, one.place, actions)}</li>`)}</ul>`;
}

function sentence(view: TraceView, { sentence: said, numbers }: Insight, actions: Actions): TemplateResult {
  return html`<span class="said">${tokens({ numbers, decimals: view.decimals, selection: null, follow: followInTrace(actions) }, said)}</span>`;
}

/** Leads to the value an insight rests on. */
function link(view: TraceView, place: Place, actions: Actions): TemplateResult {
  const shape = view.trace.layers[place.layer - 1];
  const isOfMany = (shape?.H ?? 1) > 1 && place.quantity !== "loss";
  const where = isOfMany ? l10n.t("t = {0}, unit {1}", place.t, place.unit) : `t = ${place.t}`;
  return html`<button class="text-link" aria-label=${`${where}: ${l10n.t("go to {0}", placeName(place))}`} @click=${() => actions.goToPlace(place)}>→ ${where}</button>`;
}

function facts(view: TraceView, gates: readonly GateFacts[], actions: Actions): TemplateResult {
  const isStack = view.trace.layers.length > 1;
  return html`<div class="wide-table" role="group" tabindex="0" aria-label=${l10n.t("range and sum of every gate")}><table class="facts"><thead><tr><th scope="col"><span class="reader">${l10n.t("gate")}</span></th>
      <th scope="col" class="right">${l10n.t("least")}</th><th scope="col" class="right">${l10n.t("greatest")}</th><th scope="col" class="right">${l10n.t("sum over units")}</th></tr></thead>
    <tbody>${gates.map((gate) => factsRow(view, gate, isStack, actions))}</tbody></table></div>
    <p class="muted">${signs(gates)} ${sums(gates)}</p>`;
}

function factsRow({ decimals }: TraceView, gate: GateFacts, isStack: boolean, actions: Actions): TemplateResult {
  const [least, greatest, leastSum, greatestSum] = gate.numbers;
  const value = (place: Place, number: number): TemplateResult =>
    html`<td class="n right"><button class="number" title=${l10n.t("{0} at t = {1}, unit {2}", shortest(number), place.t, place.unit)} @click=${() => actions.goToPlace(place)}>${formatNumber(number, decimals)}</button></td>`;
  const sum = (number: number, t: number): TemplateResult =>
    html`<span title=${l10n.t("{0} at t = {1}", shortest(number), t)}>${formatNumber(number, decimals)}</span>`;
  return html`<tr class=${hueClass(gate.quantity)}><th scope="row">${isStack ? html`<span class="muted n">${gate.layer}</span> ` : nothing}<span class="sym">${names[gate.quantity].symbol}</span> <span class="muted">${names[gate.quantity].word()}</span></th>
    ${value(gate.least, least)}${value(gate.greatest, greatest)}<td class="n right">${sum(leastSum, gate.leastSum)} … ${sum(greatestSum, gate.greatestSum)}</td></tr>`;
}

function signs(gates: readonly GateFacts[]): string {
  const negative = gates.filter((gate) => gate.negative > 0);
  if (negative.length === 0) return l10n.t("No entry is negative.");
  const counts = negative.map(({ quantity, negative: count, entries }) =>
    l10n.t("{0} of {1} in {2}", count, entries, names[quantity].symbol),
  );
  return l10n.t("Negative entries: {0}.", counts.join(", "));
}

function sums(gates: readonly GateFacts[]): string {
  const such = gates.filter(({ isDistribution }) => isDistribution);
  if (such.length === 0) return l10n.t("No gate’s entries add up to 1 at every step: none is a distribution.");
  return l10n.t("The entries of {0} add up to 1 at every step.", such.map(({ quantity }) => names[quantity].symbol).join(", "));
}
