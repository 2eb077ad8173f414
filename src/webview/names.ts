/** What each quantity is called, and which theme colour it wears. */
import * as l10n from "@vscode/l10n";
import type { LayerShape } from "../protocol/panel.js";
import type { Hue, Place } from "../report/explanation.js";

export type Quantity = LayerShape["quantities"][number];
export type Cell = LayerShape["cell"];

/** The colours the extension contributes, as the last part of their names. */
export type HueName = "forgetGate" | "inputGate" | "candidate" | "outputGate" | "cell" | "hidden";

interface Name {
  readonly symbol: string;
  /** The word beside the symbol. */
  word(): string;
  readonly hue: HueName;
}

const C_TILDE = "c\u0303";

/** In a gru, z plays the forget gate's part and r says what is read: they wear those gates' colours. */
export const names: Readonly<Record<Quantity, Name>> = {
  f: { symbol: "f", word: () => l10n.t("forget"), hue: "forgetGate" },
  i: { symbol: "i", word: () => l10n.t("input"), hue: "inputGate" },
  c_tilde: { symbol: C_TILDE, word: () => l10n.t("candidate"), hue: "candidate" },
  o: { symbol: "o", word: () => l10n.t("output"), hue: "outputGate" },
  c: { symbol: "c", word: () => l10n.t("cell"), hue: "cell" },
  h: { symbol: "h", word: () => l10n.t("hidden"), hue: "hidden" },
  r: { symbol: "r", word: () => l10n.t("reset"), hue: "outputGate" },
  z: { symbol: "z", word: () => l10n.t({ message: "update", comment: "the gate z of a gru" }), hue: "forgetGate" },
  n: { symbol: "n", word: () => l10n.t("candidate"), hue: "candidate" },
  yhat: { symbol: "y\u0302", word: () => l10n.t("output"), hue: "hidden" },
};

const gates: ReadonlySet<string> = new Set(["f", "i", "o", "r", "z"]);

export function isGate(quantity: string): boolean {
  return gates.has(quantity);
}

/** The class that sets `--q` to a symbol's colour. */
export function hueClass(hue: Hue | Place["quantity"]): string {
  const bare = hue.startsWith("z_") ? gateOfPreactivation(hue) : hue;
  return bare in names ? `hue-${names[bare as Quantity].hue}` : "hue-ink";
}

/** The strip a place belongs to: z_f stands with f, z_c with c̃. Null for x, y and the loss. */
export function stripOf(quantity: Place["quantity"]): Quantity | null {
  const bare = quantity.startsWith("z_") ? gateOfPreactivation(quantity) : quantity;
  return bare in names ? (bare as Quantity) : null;
}

function gateOfPreactivation(quantity: string): string {
  const gate = quantity.slice(2);
  return gate === "c" ? "c_tilde" : gate;
}

/** The quantity a parameter of the file works on: `U_f` and `p_f` on f, `b_hn` on n, `W` of a dense layer on ŷ. */
export function quantityOfParameter(cell: Cell, parameter: string): Quantity | null {
  if (cell === "dense") return "yhat";
  const gate = parameter === "b_hn" ? "n" : parameter.slice(parameter.indexOf("_") + 1);
  const quantity = gate === "c" ? "c_tilde" : gate;
  return quantity in names ? (quantity as Quantity) : null;
}

/** The class of a parameter's colour: that of the gate it works on; ink in a dense layer, and where there is no layer. */
export function hueOfParameter(layer: Pick<LayerShape, "cell"> | undefined, parameter: string): string {
  const quantity = layer === undefined || layer.cell === "dense" ? null : quantityOfParameter(layer.cell, parameter);
  return quantity === null ? "hue-ink" : hueClass(quantity);
}
