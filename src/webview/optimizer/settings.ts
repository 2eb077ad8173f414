/** The optimizer's settings as the file gives them. */
import * as l10n from "@vscode/l10n";
import { html, type TemplateResult } from "lit";
import type { TrainingShape } from "../../protocol/panel.js";
import { shortest } from "../../report/format.js";

const rules = {
  outside: () => l10n.t("ε outside the root"),
  hat: () => l10n.t("ε beside √S"),
  inside: () => l10n.t("ε inside the root"),
} as const;

/** `marked` is the setting that the editor's selection stands in. */
export function settingsTemplate(
  { alpha, beta1, beta2, epsilon, epsilonRule }: TrainingShape["settings"],
  marked: string | null,
): TemplateResult {
  const look = (...names: readonly string[]): string => (marked !== null && names.includes(marked) ? "size fed" : "size");
  const size = (letter: TemplateResult, value: number, name: string): TemplateResult =>
    html`<span class=${look(name)}><i>${letter}</i> <span class="n">${shortest(value)}</span></span>`;
  return html`<span class="sizes settings"><span class=${look("type", "epsilonRule")}>adam, ${rules[epsilonRule]()}</span>${size(html`α`, alpha, "alpha")}${size(html`β<sub>1</sub>`, beta1, "beta1")}${size(html`β<sub>2</sub>`, beta2, "beta2")}${size(html`ε`, epsilon, "epsilon")}</span>`;
}
