/** A number of the file in a field of its own: typed, stepped by keys, dragged by its name. */
import * as l10n from "@vscode/l10n";
import { html, noChange, nothing, type TemplateResult } from "lit";
import { Directive, directive, type ElementPart } from "lit/directive.js";
import { shortest } from "../../report/format.js";
import { icon } from "../icons.js";
import { startDrag } from "./drag.js";
import { numberTyped, valueForKey } from "./steps.js";
import type { Adjustable, WhatIfActions } from "./view.js";

class HeldDirective extends Directive {
  override render(_value: number): typeof noChange {
    return noChange;
  }

  /** What is being typed stays as it is typed, as long as it says the number. */
  override update({ element }: ElementPart, [value]: [number]): typeof noChange {
    const input = element as HTMLInputElement;
    const isTyping = document.activeElement === input && numberTyped(input.value) === value;
    const text = shortest(value);
    if (!isTyping && input.value !== text) input.value = text;
    return noChange;
  }
}
const held = directive(HeldDirective);

/** One row: the name, which can be dragged, the field, and what the file says with a way back to it. */
export function fieldRow(number: Adjustable, name: TemplateResult, said: string, actions: WhatIfActions): TemplateResult {
  const { value, was } = number;
  const isSupposed = actions.adjusted(number.path) !== null;
  const text = shortest(value);
  return html`<tr class=${isSupposed ? "supposed" : ""}><th scope="row" class="grip" title=${l10n.t("drag to change; with Shift finer")} @pointerdown=${(event: PointerEvent) => startDrag(event, number, actions)}>${name}</th>
    <td><input class="n" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" role="spinbutton" size="10" aria-label=${l10n.t("what if {0}", said)}
      aria-valuenow=${value} aria-valuetext=${isSupposed ? l10n.t("{0}, in the file {1}", text, shortest(was)) : text} ${held(value)}
      @input=${(event: Event) => typed(event, number, actions)} @change=${(event: Event) => settle(event, number)} @keydown=${(event: KeyboardEvent) => keyed(event, number, actions)}></td>
    <td class="n muted">${isSupposed ? html`${l10n.t("was {number}", { number: shortest(was) })} <button class="icon-button" title=${l10n.t("back to {0}", shortest(was))} aria-label=${l10n.t("{0} back to {1}", said, shortest(was))} @click=${() => actions.suppose(number, null)}>${icon("cross")}</button>` : nothing}</td></tr>`;
}

function typed(event: Event, number: Adjustable, actions: WhatIfActions): void {
  const value = numberTyped((event.currentTarget as HTMLInputElement).value);
  if (value !== null && value !== number.value) actions.suppose(number, value);
}

/** What is no number gives way to the one that is shown. */
function settle(event: Event, { value }: Adjustable): void {
  const input = event.currentTarget as HTMLInputElement;
  if (numberTyped(input.value) !== value) input.value = shortest(value);
}

function keyed(event: KeyboardEvent, number: Adjustable, actions: WhatIfActions): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const { path, was } = number;
  const { value } = actions.adjusted(path) ?? number;
  const to = event.key === "Escape" ? was : valueForKey(event, value, was);
  if (to === null) return;
  event.preventDefault();
  // The field says at once what it is, ahead of the next drawing.
  (event.currentTarget as HTMLInputElement).value = shortest(to);
  actions.suppose(number, to === was ? null : to);
}
