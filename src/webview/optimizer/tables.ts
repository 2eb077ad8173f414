/** The Optimizer tab's heat maps and small curves as tables for screen readers, bounded however large they are. */
import * as l10n from "@vscode/l10n";
import { html, type TemplateResult } from "lit";
import type { EntryCurves, UpdateOfParameter } from "../../protocol/updates.js";
import { formatFine } from "../../report/format.js";
import { blankSaid } from "../blank.js";
import { stepsAround } from "../windowing.js";
import { isAcross } from "./layout.js";
import { isHiddenAt, type MatrixName, matricesOf, matrixNames, type OptimizerView } from "./view.js";

/** Entries of a row, or states, in one table. */
const most = 24;

/** Every matrix at the picked entry and its neighbours in the row (in a column lying down, above and below it). */
export function matricesTable(view: OptimizerView, update: UpdateOfParameter, said: (name: MatrixName) => string): TemplateResult {
  const { parameter, picked, decimals } = view;
  const isDown = isAcross(parameter);
  const [at, count] = isDown ? [picked.row, parameter.rows] : [picked.col, parameter.cols];
  const { from, to } = stepsAround(at, most, count);
  const places = Array.from({ length: to - from + 1 }, (_, k) => from + k);
  const { values } = matricesOf(update);
  const index = (place: number): number => (isDown ? place - 1 : (picked.row - 1) * parameter.cols + place - 1);
  return html`<div class="reader"><table id="table-matrices"><caption>${isDown ? l10n.t("entries {0} to {1} of {2}", from, to, count) : l10n.t("row {0}, columns {1} to {2} of {3}", picked.row, from, to, count)}</caption>
    <thead><tr><th scope="col">${l10n.t("matrix")}</th>${places.map((place) => html`<th scope="col">${place}</th>`)}</tr></thead>
    <tbody>${matrixNames.flatMap((name) => {
      const own = values[name];
      return own === null
        ? []
        : [
            html`<tr><th scope="row">${said(name)}</th>${places.map((place) => html`<td>${isHiddenAt(view, own[index(place)], index(place)) ? blankSaid() : formatFine(own[index(place)], decimals)}</td>`)}</tr>`,
          ];
    })}</tbody></table></div>`;
}

/** The picked entry at the states round the one shown. */
export function curvesTable({ shown, decimals, parameter }: OptimizerView, { updates, V, S, W, isHiding }: EntryCurves): TemplateResult {
  const said = (value: number): string => (isHiding && Number.isNaN(value) ? blankSaid() : formatFine(value, decimals));
  const at = updates.reduce((near, update, k) => (update <= shown ? k : near), 0);
  const { from, to } = stepsAround(at + 1, most, updates.length);
  const rows = Array.from({ length: to - from + 1 }, (_, k) => from - 1 + k);
  return html`<div class="reader"><table id="table-entry"><caption>${l10n.t("the entry over updates")}</caption>
    <thead><tr><th scope="col">${l10n.t("update")}</th><th scope="col">V</th><th scope="col">S</th><th scope="col">${parameter.name}</th></tr></thead>
    <tbody>${rows.map((k) => html`<tr><th scope="row">${updates[k]}</th>${[V, S, W].map((values) => html`<td>${said(values[k])}</td>`)}</tr>`)}</tbody></table></div>`;
}
