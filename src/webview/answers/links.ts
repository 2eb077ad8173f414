/** Where an answer leads: to its number in the text, to the value in the trace, and to the computed value in its place. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { AnswerDetail } from "../../protocol/answers.js";
import { type AnswerPlace, blankKey } from "../../report/answers/place.js";
import type { Place } from "../../report/explanation.js";
import { formatTyped } from "../../report/format.js";
import { revealButton } from "../blank.js";
import type { Actions } from "../view.js";
import type { AnswersView } from "./view.js";

export function linksTemplate({ hasTrace }: AnswersView, { row, canPut, canReveal }: AnswerDetail, actions: Actions): TemplateResult {
  const place = hasTrace ? placeInTrace(row.place) : null;
  return html`<div class="links">
    ${canPut && row.computed !== null ? html`<button class="button" @click=${() => actions.answers.putComputed()}>${l10n.t("Put {0} into the File", formatTyped(row.computed.text))}</button>` : nothing}
    ${canReveal ? revealButton(blankKey(row.place), actions) : nothing}
    <button class="text-link" title=${l10n.t("Go to its place in the text (Enter)")} @click=${() => actions.reveal(row.path)}>${l10n.t("In the text")}</button>
    ${place === null ? nothing : html`<button class="text-link" title=${l10n.t("Go to the value in the Trace tab")} @click=${() => goToTrace(actions, place)}>${l10n.t("In the trace")}</button>`}</div>`;
}

/** The value of the trace that an answer is about; null for what the trace does not show. */
export function placeInTrace(place: AnswerPlace): Place | null {
  if (place.kind === "loss") return place.t === null ? null : { layer: 1, quantity: "loss", t: place.t, unit: 1 };
  if (place.kind !== "step" || place.quantity === "dh" || place.quantity === "dc") return null;
  const { layer, quantity, t, unit } = place;
  return { layer, quantity, t, unit };
}

/** Answers are about the file's own numbers: it is their trace that is shown. */
export function goToTrace(actions: Actions, place: Place): void {
  actions.optimizer.showUpdate(0);
  actions.showTab("trace");
  actions.goToPlace(place);
}
