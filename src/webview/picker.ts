/** Which update's state is shown: one of 0 … taken, by its number or one by one; for a million as for two. */
import * as l10n from "@vscode/l10n";
import { html, type nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { TrainingShape } from "../protocol/panel.js";
import { type IconName, icon } from "./icons.js";

/** The whole number that was typed, held to least … most; null where it is no number. */
export function wholeTyped(text: string, least: number, most: number): number | null {
  const value = Math.round(Number(text));
  return text.trim() === "" || !Number.isFinite(value) ? null : Math.min(most, Math.max(least, value));
}

export interface Picking {
  readonly training: TrainingShape;
  /** The one asked for last. */
  readonly shown: number;
  show(update: number): void;
}

export function updatePicker({ training, shown, show }: Picking): TemplateResult {
  const { taken } = training;
  if (taken === 0)
    return html`<div class="picker"><span class="muted">${l10n.t("update")}</span> <span class="n" title=${l10n.t("the file's own parameters")}>0</span></div>`;
  const changed = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const update = wholeTyped(input.value, 0, taken);
    if (update !== null && update !== shown) show(update);
    // What was typed may be none that can be shown.
    input.value = String(update ?? shown);
  };
  return html`<div class="picker" role="group" aria-label=${l10n.t("update")}><span class="muted" aria-hidden="true">${l10n.t("update")}</span>
    ${oneBeside("back", l10n.t("Update Before"), shown === 0, () => show(shown - 1))}
    <input class="n" type="number" min="0" max=${taken} step="1" size=${String(taken).length} aria-label=${l10n.t("update shown, of {0}", taken)} .value=${live(String(shown))} @change=${changed}>
    <span class="n muted">/ ${taken}</span>
    ${oneBeside("forward", l10n.t("Update After"), shown === taken, () => show(shown + 1))}</div>`;
}

function oneBeside(name: IconName, label: string, isAtEnd: boolean, act: () => void): TemplateResult | typeof nothing {
  return html`<button class="icon-button" title=${label} aria-label=${label} ?disabled=${isAtEnd} @click=${act}>${icon(name)}</button>`;
}
