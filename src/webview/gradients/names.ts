/** What a number of the backward pass is called where it is read aloud. */
import * as l10n from "@vscode/l10n";
import type { GradientPlace } from "../../report/gradientPlace.js";

export function gradientName({ kind, name, t, row, col }: GradientPlace): string {
  const of = name === "yhat" ? "ŷ" : name;
  const entry = col > 0 ? l10n.t("{0}, row {1}, column {2}", name, row, col) : name;
  const names: Readonly<Record<GradientPlace["kind"], () => string>> = {
    state: () => l10n.t("gradient of {0}, unit {1}, t = {2}", of, row, t),
    later: () => l10n.t("gradient of {0} by later steps alone, unit {1}, t = {2}", of, row, t),
    z: () => l10n.t("gradient of {0}, unit {1}, t = {2}", of, row, t),
    part: () => l10n.t("what step {0} adds to the gradient of {1}", t, entry),
    entry: () => l10n.t("gradient of {0}", entry),
    share: () => l10n.t("share of step {0} in the gradient of {1}", t, name),
    shares: () => l10n.t("shares of all steps in the gradient of {0}", name),
    norm: () => l10n.t("norm of the gradient of {0}, t = {1}", of, t),
    laterNorm: () => l10n.t("norm of the gradient of {0} by later steps alone, t = {1}", of, t),
    parameterNorm: () => l10n.t("norm of the gradient of {0}", name),
    factor: () => l10n.t("factor of the step back from t = {0}", t),
    through: () => l10n.t("reach of the first state through all steps"),
    growth: () => l10n.t("factor a step, through all steps"),
    mean: () => l10n.t("mean of {0}, t = {1}", of, t),
    loss: () => l10n.t("loss of the sequence"),
  };
  return names[kind]();
}
