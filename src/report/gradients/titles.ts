/** What a number of the backward pass is called. */
import * as l10n from "@vscode/l10n";
import { layerTrace } from "../explain/site.js";
import { nameOf } from "../explain/tokens.js";
import type { Place } from "../explanation.js";
import type { GradientPlace } from "../gradientPlace.js";
import { entryIndex } from "./parameters.js";
import type { GradientSite } from "./slopes.js";
import { hueOfState, hueOfZ } from "./symbols.js";

/** `Gradient of the hidden state`. */
export function gradientTitle(site: GradientSite, { kind, layer, name, t, row, col }: GradientPlace): string {
  const entry = (): string => {
    const { cols } = layerTrace(site, layer).layer.parameters.get(name) ?? { cols: 1 };
    return `${name}${entryIndex(site, layer, name)((row - 1) * cols + col - 1).label}`;
  };
  const quantity = (of: string): string => nameOf({ quantity: of as Place["quantity"], t });
  switch (kind) {
    case "state":
      return l10n.t("Gradient of the {0}", quantity(name));
    case "later":
      return l10n.t("Gradient of the {0}, by later steps alone", quantity(name));
    case "z":
      return l10n.t("Gradient of the {0}, before its activation", quantity(hueOfZ(name)));
    case "part":
      return l10n.t("What step {0} adds to ∂L/∂{1}", t, entry());
    case "entry":
      return l10n.t("Gradient of {0}", entry());
    case "share":
      return l10n.t("Share of step {0} in the gradient of {1}", t, name);
    case "shares":
      return l10n.t("Shares of all steps in the gradient of {0}", name);
    case "norm":
      return l10n.t("Norm of the {0}’s gradient", quantity(hueOfState(name)));
    case "laterNorm":
      return l10n.t("Norm of the {0}’s gradient, by later steps alone", quantity(hueOfState(name)));
    case "parameterNorm":
      return l10n.t("Norm of the gradient of {0}", name);
    case "factor":
      return l10n.t("Step back from t = {0} to t = {1}", t, t - 1);
    case "through":
      return l10n.t("Reach of the first state through all steps");
    case "mean":
      return l10n.t("Mean of the {0}", quantity(name));
    case "growth":
      return l10n.t("Factor a step, through all steps");
    case "loss":
      return l10n.t("Loss of the sequence");
  }
}
