/** Symbols of the Optimizer tab: a letter with its subscript, parameters in their gate's colour. */
import { html, nothing, type TemplateResult } from "lit";

export function symbol(letter: string, sub: string, hue = "hue-ink"): TemplateResult {
  return html`<span class=${`sym ${hue}`}>${letter}${sub === "" ? nothing : html`<sub>${sub}</sub>`}</span>`;
}

/** `U_f` as its letter and what stands after the underscore. */
export function lettersOf(parameter: string): { readonly letter: string; readonly sub: string } {
  const [letter = parameter, sub = ""] = parameter.split("_");
  return { letter, sub };
}
