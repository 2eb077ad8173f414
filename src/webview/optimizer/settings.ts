/** The optimizer's settings as the file gives them. */
import { html, type TemplateResult } from "lit";
import type { TrainingShape } from "../../protocol/panel.js";
import { shortest } from "../../report/format.js";

const rules = { outside: "ε outside the root", hat: "ε beside √S", inside: "ε inside the root" } as const;

export function settingsTemplate({ alpha, beta1, beta2, epsilon, epsilonRule }: TrainingShape["settings"]): TemplateResult {
  const size = (letter: TemplateResult, value: number): TemplateResult =>
    html`<span class="size"><i>${letter}</i> <span class="n">${shortest(value)}</span></span>`;
  return html`<span class="sizes settings"><span class="size">adam, ${rules[epsilonRule]}</span>${size(html`α`, alpha)}${size(html`β<sub>1</sub>`, beta1)}${size(html`β<sub>2</sub>`, beta2)}${size(html`ε`, epsilon)}</span>`;
}
