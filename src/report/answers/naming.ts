/** What an answer's place is called: f₂, c̃₁[3], ∂L/∂h₂, V of W[1,2]. */
import * as l10n from "@vscode/l10n";
import type { Model } from "../../core/model.js";
import { parameterInfo } from "../../document/names.js";
import { parameterSymbol, quantitySymbol, symbol, text, worded } from "../explain/tokens.js";
import type { Hue, Token } from "../explanation.js";
import { formatTyped } from "../format.js";
import type { AnswerPlace, LossPlace, ParameterPlace, StepPlace } from "./place.js";

/** The name of a place as it reads in a sentence; units are told apart where there are more than one, layers likewise. */
export function nameOf(place: AnswerPlace, model: Model): readonly Token[] {
  switch (place.kind) {
    case "step":
      return inLayer(place.layer, model, stepName(place, model));
    case "loss":
      return lossName(place);
    case "parameter":
      return inLayer(place.layer, model, parameterName(place, model));
  }
}

function inLayer(layer: number, { layers }: Model, name: readonly Token[]): readonly Token[] {
  return layers.length > 1 ? worded(ofLayer(layer), name) : name;
}

/** `layer 1’s {0}`, for what is in a layer of several. */
export function ofLayer(layer: number): string {
  return l10n.t("layer {layer}’s {0}", { layer });
}

function stepName({ quantity, layer, t, unit }: StepPlace, { layers }: Model): readonly Token[] {
  const index = layers[layer - 1].H > 1 ? [text(`[${unit}]`)] : [];
  if (quantity === "dh" || quantity === "dc") return [text("∂L/∂"), quantitySymbol(quantity === "dh" ? "h" : "c", t), ...index];
  return [quantitySymbol(quantity, t), ...index];
}

function lossName({ t }: LossPlace): readonly Token[] {
  return [t === null ? symbol("loss", null, "loss") : quantitySymbol("loss", t)];
}

function parameterName({ quantity, layer, update, parameter, row, column, isVector }: ParameterPlace, model: Model): readonly Token[] {
  const cell = model.layers.at(layer - 1)?.cell ?? null;
  const hue: Hue = cell === null ? "ink" : (parameterInfo(cell, parameter)?.gate ?? "ink");
  const index = isVector ? `[${row}]` : `[${row},${column}]`;
  const entry = [parameterSymbol(parameter, hue), text(index)];
  if (quantity === "gradients") return [text("∂L/∂"), ...entry];
  if (quantity === "parameters")
    return worded(update === 1 ? l10n.t("{0} after the update") : l10n.t("{0} after update {n}", { n: update }), entry);
  return worded(update === 1 ? l10n.t("{0} of {1}") : l10n.t("{0} of {1} at update {n}", { n: update }), quantity, entry);
}

const subscripts = "₀₁₂₃₄₅₆₇₈₉";

/** Tokens as plain text: a subscript of digits is written as one, any other behind an underscore. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.kind === "number") return formatTyped(token.typed ?? "");
      if (token.kind === "text" || token.sub === undefined) return token.text;
      if (/^\d+$/.test(token.sub)) return token.text + token.sub.replace(/\d/g, (digit) => subscripts[Number(digit)]);
      const [t, unit] = token.sub.split(",");
      return unit === undefined
        ? `${token.text}_${token.sub}`
        : `${token.text}${t.replace(/\d/g, (digit) => subscripts[Number(digit)])}[${unit}]`;
    })
    .join("");
}
