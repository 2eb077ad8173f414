/** What two traces do not have in common, so that they cannot be compared in full. */
import * as l10n from "@vscode/l10n";
import type { Layer, Loss } from "../../core/model.js";
import type { Trace } from "../../core/trace.js";

/** Whether a layer has the same quantities in both, unit for unit. */
export function areAlike(here: Layer | undefined, there: Layer | undefined): boolean {
  return here !== undefined && there !== undefined && here.cell === there.cell && here.H === there.H;
}

/** One sentence without a full stop for each difference in size or kind. */
export function mismatches(here: Trace, there: Trace): readonly string[] {
  const found: string[] = [];
  const [count, other] = [here.layers.length, there.layers.length];
  if (count !== other) found.push(layersOf(count, other));
  for (let index = 0; index < Math.min(count, other); index++) {
    found.push(
      ...ofLayer(here.layers[index].layer, there.layers[index].layer, count > 1 || other > 1 ? l10n.t(" of layer {0}", index + 1) : ""),
    );
  }
  return [...found, ...ofSteps(here, there), ...ofLoss(here, there)];
}

function ofSteps(here: Trace, there: Trace): readonly string[] {
  if (here.T === there.T) return [];
  const common = Math.min(here.T, there.T);
  const isCompared = common > 0 && here.layers.some(({ layer }, index) => areAlike(layer, there.layers[index]?.layer));
  if (!isCompared) return [l10n.t("T is {0} here, {1} there", here.T, there.T)];
  if (common === 1) return [l10n.t("T is {0} here, {1} there: the first step is compared", here.T, there.T)];
  return [l10n.t("T is {0} here, {1} there: the first {2} steps are compared", here.T, there.T, common)];
}

function layersOf(here: number, there: number): string {
  return here === 1 ? l10n.t("{0} layer here, {1} there", here, there) : l10n.t("{0} layers here, {1} there", here, there);
}

function ofLayer(here: Layer, there: Layer, of: string): readonly string[] {
  if (here.cell !== there.cell)
    return [l10n.t("the cell{of} is {here} here, {there} there: the layer is not compared", { of, here: here.cell, there: there.cell })];
  const size = here.cell === "dense" ? "K" : "H";
  if (here.H !== there.H)
    return [l10n.t("{size}{of} is {here} here, {there} there: the layer is not compared", { size, of, here: here.H, there: there.H })];
  return here.D === there.D ? [] : [l10n.t("{size}{of} is {here} here, {there} there", { size: "D", of, here: here.D, there: there.D })];
}

function ofLoss(here: Trace, there: Trace): readonly string[] {
  if ((here.loss === null) !== (there.loss === null))
    return [
      here.loss === null
        ? l10n.t("there are targets there alone, so no loss is compared")
        : l10n.t("there are targets here alone, so no loss is compared"),
    ];
  if (here.loss === null) return [];
  const [own, other] = [nameOf(here.model.loss), nameOf(there.model.loss)];
  return own === other ? [] : [l10n.t("the loss is {0} here, {1} there", own, other)];
}

function nameOf({ kind }: Loss): string {
  return kind.kind === "named" ? kind.name : kind.expression.source;
}
