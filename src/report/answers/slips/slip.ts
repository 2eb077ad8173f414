/** What a slip is: a known way of getting a quantity wrong, as a variant of the equation that gives it. */
import * as l10n from "@vscode/l10n";
import type { Parameter } from "../../../core/model.js";
import type { Quantity } from "../../../core/trace.js";
import { parameterInfo } from "../../../document/names.js";
import { parameterSymbol, worded } from "../../explain/tokens.js";
import type { Token } from "../../explanation.js";
import type { Equation } from "../equation.js";
import type { StepView } from "../step.js";

/** A noun phrase: `this is what … gives`. */
export type Label = readonly Token[];

/** One slip, in every way it can be made at a place. `Change` is what stands in place of what should. */
export interface Slip<Site, Change> {
  /** Kebab case and stable. */
  readonly id: string;
  variants(site: Site): readonly Variant<Change>[];
}

export interface Variant<Change> {
  readonly label: Label;
  readonly change: Change;
}

/** A quantity of a step that was got wrong. */
export interface StepSite {
  /** With the values that were at hand. */
  readonly view: StepView;
  /** With the right values: what was not yet known, the quantity itself among it, is taken from here. */
  readonly right: StepView;
  readonly quantity: Quantity;
  /** From 1. */
  readonly unit: number;
  /** As it should be. */
  readonly equation: Equation;
}

export type StepSlip = Slip<StepSite, Equation>;

/** `b_f` in the colour of its gate. */
export function symbolOf({ of }: StepView, { name }: Parameter): Label {
  return [parameterSymbol(name, parameterInfo(of.cell, name)?.gate ?? "ink")];
}

/** `leaving out b_f` */
export function leavingOut(what: string | Label): Label {
  return worded(l10n.t("leaving out {0}"), what);
}

/** `U_i in place of U_f` */
export function inPlaceOf(what: string | Label, right: string | Label): Label {
  return worded(l10n.t("{0} in place of {1}"), what, right);
}

/** `the other sign of y₂` */
export function otherSignOf(what: string | Label): Label {
  return worded(l10n.t("the other sign of {0}"), what);
}

/** `f₂ and i₂ swapped` */
export function swapped(one: string | Label, other: string | Label): Label {
  return worded(l10n.t("{0} and {1} swapped"), one, other);
}
