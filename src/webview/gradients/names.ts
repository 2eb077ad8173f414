/** What a number of the backward pass is called where it is read aloud, its place with it. */
import * as l10n from "@vscode/l10n";
import type { GradientPlace } from "../../report/gradientPlace.js";

export function gradientName({ kind, name, t, row, col }: GradientPlace): string {
  const of = name === "yhat" ? "ŷ" : name;
  const entry = col > 0 ? l10n.t("{0}, row {1}, column {2}", name, row, col) : name;
  switch (kind) {
    case "state":
      return l10n.t("gradient of {0}, unit {1}, t = {2}", of, row, t);
    case "later":
      return l10n.t("gradient of {0} by later steps alone, unit {1}, t = {2}", of, row, t);
    case "z":
      return l10n.t("gradient of {0}, unit {1}, t = {2}", of, row, t);
    case "part":
      return l10n.t("what step {0} adds to the gradient of {1}", t, entry);
    case "entry":
      return l10n.t("gradient of {0}", entry);
    case "share":
      return l10n.t("share of step {0} in the gradient of {1}", t, name);
    case "shares":
      return l10n.t("shares of all steps in the gradient of {0}", name);
    case "norm":
      return l10n.t("norm of the gradient of {0}, t = {1}", of, t);
    case "laterNorm":
      return l10n.t("norm of the gradient of {0} by later steps alone, t = {1}", of, t);
    case "parameterNorm":
      return l10n.t("norm of the gradient of {0}", name);
    case "factor":
      return l10n.t("factor of the step back from t = {0}", t);
    case "through":
      return l10n.t("reach of the first state through all steps");
    case "growth":
      return l10n.t("factor a step, through all steps");
    case "mean":
      return l10n.t("mean of {0}, t = {1}", of, t);
    case "loss":
      return l10n.t("loss of the sequence");
  }
}
