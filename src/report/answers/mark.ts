/** Each claim beside what is computed for it, with its verdict. */
import * as l10n from "@vscode/l10n";
import type { Model } from "../../core/model.js";
import { updatesPossible } from "../../core/training.js";
import type { Claim } from "./claims.js";
import { readWritten, type Written } from "./decimal.js";
import { type Address, addressOf } from "./place.js";
import { hasLoss, type Values } from "./values.js";
import { type Verdict, verdictOf } from "./verdict.js";

/** A claim that could be checked. */
export interface Mark {
  readonly claim: Claim;
  readonly written: Written;
  readonly address: Address;
  readonly computed: number;
  readonly verdict: Verdict;
}

/** Units of each layer. */
export function widthsOf({ layers }: Model): readonly number[] {
  return layers.map(({ H }) => H);
}

/** The mark of a claim; null for a blank, or what the file computes nothing for. `widths` are the units of each layer. */
export function markOf(claim: Claim, values: Values, model: Model, widths: readonly number[]): Mark | null {
  const computed = claim.text === null ? null : computedFor(claim, values, model, widths);
  if (claim.text === null || computed === null) return null;
  const address = addressOf(claim.place, widths);
  const written = readWritten(claim.text);
  return { claim, written, address, computed, verdict: verdictOf(written, computed, claim.tolerance) };
}

/** What is computed at the place of a claim or a blank; null where the file computes nothing for it. */
export function computedFor(claim: Claim, values: Values, model: Model, widths: readonly number[]): number | null {
  if (whyNot(claim, model) !== null) return null;
  const { key, index } = addressOf(claim.place, widths);
  const computed = values.get(key)?.[index];
  if (computed === undefined) throw new Error(`there is no ${key} at ${index}`);
  return computed;
}

/** Why the file computes nothing for a claim; null where it does. */
export function whyNot({ place }: Claim, model: Model): string | null {
  if (place.kind === "step" && place.quantity !== "dh" && place.quantity !== "dc") return null;
  const { targets, optimizer, given } = model;
  if (place.kind === "loss") {
    if (!hasLoss(model)) return l10n.t("there is no loss without targets");
    return place.t !== null && targets?.given[place.t - 1] !== 1 ? l10n.t("step {0} has no target, so it has no loss", place.t) : null;
  }
  const isOfUpdate = place.kind === "parameter" && place.quantity !== "gradients";
  if (given === null && !hasLoss(model)) return l10n.t("there is no gradient without targets");
  if (isOfUpdate && optimizer === null) return l10n.t("there is no update without an optimizer");
  if (isOfUpdate && place.update > updatesPossible(model))
    return l10n.t("there are gradients for {0} updates only", updatesPossible(model));
  return hasParameter(place, model) ? null : l10n.t("the file does not give this parameter");
}

function hasParameter(place: Claim["place"], { layers, given }: Model): boolean {
  if (place.kind !== "parameter") return true;
  return (given?.parameters ?? layers[place.layer - 1].parameters).has(place.parameter);
}
