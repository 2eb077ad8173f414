/** The Optimizer tab's margin: the picked entry, worked through. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { TrainingShape } from "../../protocol/panel.js";
import type { UpdateOfParameter } from "../../protocol/updates.js";
import type { NumberPath } from "../../protocol/whatIf.js";
import { type EntryOfUpdate, explainUpdate } from "../../report/explainUpdate.js";
import type { Link } from "../../report/explanation.js";
import { formatFine, shortest } from "../../report/format.js";
import { gradientPlace } from "../../report/gradientPlace.js";
import { phrase } from "../../report/phrase.js";
import { followElsewhere } from "../margin/follow.js";
import { equation, type Writing } from "../margin/tokens.js";
import type { Actions } from "../view.js";
import { whatIfRow } from "../whatIf/margin.js";
import { entryLabel } from "./matrix.js";
import { lettersOf, symbol } from "./symbols.js";
import type { OptimizerView } from "./view.js";

/** The numbers of one entry. */
export function entryOf(
  { t, gradient, before, after, hidden }: Pick<UpdateOfParameter, "t" | "gradient" | "before" | "after" | "hidden">,
  at: number,
): EntryOfUpdate {
  const { V, S, W } = before;
  const own = after === null ? null : { V: after.V[at], S: after.S[at], VCorr: after.VCorr[at], SCorr: after.SCorr[at] };
  return {
    ...{ t, g: gradient[at], before: { W: W[at], V: V[at], S: S[at] } },
    after: after === null || own === null ? null : { ...own, step: after.step[at], W: after.W[at] },
    isHiding: hidden.includes(at),
  };
}

export function optimizerMargin(view: OptimizerView, actions: Actions): TemplateResult | typeof nothing {
  const { update, picked, parameter, decimals, training } = view;
  if (update === null) return nothing;
  const entry = { ...entryOf(update, (picked.row - 1) * parameter.cols + picked.col - 1), links: linksOf(view, update) };
  const { letter, sub } = lettersOf(parameter.name);
  const { moments, corrections, step, numbers } = explainUpdate(parameter.name, entry, training.settings, decimals);
  const writing: Writing = { numbers, decimals, selection: null, follow: (link) => followElsewhere(actions, link) };
  const path = view.isStale ? null : (view.pathOf?.(picked) ?? null);
  const which = update.after === null ? l10n.t("before update {0}", update.t) : l10n.t("update {0} → {1}", update.t - 1, update.t);
  return html`<section class="block"><h2>${phrase(l10n.t("Entry {entry}"), { entry: symbol(letter, sub, view.hueOf(parameter)) })} <span class="n">${entryLabel(picked, parameter.cols, parameter.isVector)}</span>
      <span class="muted">${which}</span></h2>${equation(writing, moments)}</section>
    ${path === null ? nothing : supposed(path, entry.before.W, view.hueOf(parameter), actions)}
    <section class="block"><h2>${l10n.t("Corrected for the start at zero")}</h2>${equation(writing, corrections)}</section>
    <section class="block"><h2>${l10n.t("Step")}</h2>${equation(writing, step)}${entry.after === null || entry.isHiding ? nothing : placed(entry.after, training.settings, actions)}</section>`;
}

/** The picked entry, to be supposed another. */
function supposed(path: NumberPath, value: number, hue: string, { whatIf }: Actions): TemplateResult {
  return html`<section class="block"><h2>${l10n.t("What if")} <span class="muted">${l10n.t("drag its name, type, or use ↑ ↓")}</span></h2>
    <table class="what-if"><tbody>${whatIfRow(whatIf.adjusted(path) ?? { path, was: value, value }, hue, whatIf)}</tbody></table></section>`;
}

/** Where the numbers of the picked entry come from: the text, the update before, or the backward pass. */
function linksOf(
  { shown, picked, parameter, isGiven }: OptimizerView,
  { sources, after }: UpdateOfParameter,
): NonNullable<EntryOfUpdate["links"]> {
  const { layer, row, col } = picked;
  const indices = parameter.isVector ? [row - 1] : [row - 1, col - 1];
  const inText = (path: readonly (string | number)[] | null): Link | null =>
    path === null ? null : { kind: "source", path: [...path, ...indices] };
  const before = after === null ? 0 : shown - 1;
  const stateBefore: Link | null = before > 0 ? { kind: "update", update: before } : null;
  const slope: Link | null = isGiven
    ? null
    : { kind: "gradient", place: gradientPlace("entry", layer, parameter.name, { row, col }), update: before };
  const all = {
    g: inText(sources.gradient) ?? slope,
    W: inText(sources.W) ?? stateBefore,
    V: inText(sources.V) ?? stateBefore,
    S: inText(sources.S) ?? stateBefore,
  };
  return Object.fromEntries(Object.entries(all).filter(([, link]) => link !== null));
}

const places = {
  outside: () => l10n.t("ε = {epsilon} stands outside the root here ({link})."),
  hat: () => l10n.t("ε = {epsilon} stands beside √S, uncorrected here ({link})."),
  inside: () => l10n.t("ε = {epsilon} stands inside the root here ({link})."),
} as const;

/** Where ε stands, and what the usual place would change. */
function placed(
  entry: NonNullable<EntryOfUpdate["after"]>,
  { alpha, epsilon, epsilonRule }: TrainingShape["settings"],
  actions: Actions,
): TemplateResult {
  const outside = (alpha * entry.VCorr) / (Math.sqrt(entry.SCorr) + epsilon);
  const other =
    epsilonRule === "outside"
      ? nothing
      : html` ${phrase(l10n.t("Outside it, as in PyTorch, this entry would differ by {difference}."), { difference: html`<span class="n">${formatFine(Math.abs(outside - entry.step), 4)}</span>` })}`;
  return html`<p class="aside muted">${phrase(places[epsilonRule](), {
    epsilon: html`<span class="n">${shortest(epsilon)}</span>`,
    link: html`<button class="text-link" @click=${() => actions.reveal(["optimizer"])}>${l10n.t("in the file")}</button>`,
  })}${other}</p>`;
}
