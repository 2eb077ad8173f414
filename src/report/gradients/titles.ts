/** What a number of the backward pass is called. */
import { layerTrace } from "../explain/site.js";
import { titleOf } from "../explain/tokens.js";
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
  const quantity = (of: string): string => titleOf({ layer, quantity: of as Place["quantity"], t, unit: 1 }).toLowerCase();
  switch (kind) {
    case "state":
      return `Gradient of the ${quantity(name)}`;
    case "later":
      return `Gradient of the ${quantity(name)}, by later steps alone`;
    case "z":
      return name === "z"
        ? "Gradient of the output, before its activation"
        : `Gradient of the ${quantity(hueOfZ(name))}, before its activation`;
    case "part":
      return `What step ${t} adds to ∂L/∂${entry()}`;
    case "entry":
      return `Gradient of ${entry()}`;
    case "share":
      return `Share of step ${t} in the gradient of ${name}`;
    case "shares":
      return `Shares of all steps in the gradient of ${name}`;
    case "norm":
      return `Norm of the ${quantity(hueOfState(name))}’s gradient`;
    case "laterNorm":
      return `Norm of the ${quantity(hueOfState(name))}’s gradient, by later steps alone`;
    case "parameterNorm":
      return `Norm of the gradient of ${name}`;
    case "factor":
      return `Step back from t = ${t} to t = ${t - 1}`;
    case "through":
      return "Reach of the first state through all steps";
    case "mean":
      return `Mean of the ${quantity(name)}`;
    case "growth":
      return "Factor a step, through all steps";
    case "loss":
      return "Loss of the sequence";
  }
}
