/** The parameters behind the value that is explained, each to be supposed another. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { Explanation, Link } from "../../report/explanation.js";
import { hueClass } from "../names.js";
import { entryLabel } from "../optimizer/matrix.js";
import { lettersOf, symbol } from "../optimizer/symbols.js";
import { fieldRow } from "./field.js";
import { type Adjustable, keyOf, parameterOf, type WhatIfActions } from "./view.js";

/** Of a long sum only the first numbers have fields. */
const most = 8;

/** The numbers of parameters in the equation and behind its largest terms, each once, as the file has them or as they are supposed. */
export function fieldsOf({ place, equation, terms, numbers }: Explanation, actions: WhatIfActions): readonly Adjustable[] {
  const found = new Map<string, Adjustable>();
  const add = (link: Link | undefined, index: number): void => {
    if (link?.kind !== "source" || parameterOf(link.path) === null || found.has(keyOf(link.path))) return;
    const { path } = link;
    found.set(keyOf(path), actions.adjusted(path) ?? { path, was: numbers[index], value: numbers[index] });
  };
  for (const token of equation.flatMap(({ right }) => right)) if (token.kind === "number") add(token.link, token.index);
  for (const { link, own } of terms) if (own !== undefined) add(link, own);
  return actions.held(JSON.stringify(place), found).slice(0, most);
}

/** `shown`: the update shown; only the file's own numbers can be supposed. */
export function whatIfBlock(explanation: Explanation, shown: number, actions: WhatIfActions): TemplateResult | typeof nothing {
  const fields = fieldsOf(explanation, actions);
  if (fields.length === 0) return nothing;
  if (shown > 0)
    return html`<section class="block"><h2>${l10n.t("What if")}</h2><p class="muted">${l10n.t("A what-if changes the numbers of the file: show update 0 to try some.")}</p></section>`;
  return html`<section class="block"><h2>${l10n.t("What if")} <span class="muted">${l10n.t("drag a number, type one, or use ↑ ↓")}</span></h2>
    <table class="what-if"><tbody>${fields.map((field) => whatIfRow(field, hueClass(explanation.hue), actions))}</tbody></table></section>`;
}

/** The row of one number, named by its parameter and entry. */
export function whatIfRow(number: Adjustable, hue: string, actions: WhatIfActions): TemplateResult {
  const { name, indices } = parameterOf(number.path) ?? { name: "", indices: [] };
  const { letter, sub } = lettersOf(name);
  const [row = 1, col = 1] = indices;
  const entry = indices.length === 0 ? "" : entryLabel({ row, col }, 1, indices.length < 2);
  return fieldRow(number, html`${symbol(letter, sub, hue)} <span class="n">${entry}</span>`, `${name}${entry}`, actions);
}
