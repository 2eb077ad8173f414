/** Where doubles no longer suffice: the first value, loss or gradient that is NaN or infinite. */
import * as l10n from "@vscode/l10n";
import type { Gradients } from "../../core/backward.js";
import type { Trace } from "../../core/trace.js";
import { quantityLetter, quantitySymbol, worded } from "../explain/tokens.js";
import { type Insight, inLayer, insight, type Piece, slopeOf } from "./insight.js";

/** The earliest value of the trace that is not finite; where all are, the first loss that is not. */
export function valueNotFinite(trace: Trace): readonly Insight[] {
  if (trace.notFinite !== null) {
    const { layer, quantity, t, unit } = trace.notFinite;
    const sentence = l10n.t("{0} of unit {unit}{layer} is not finite from t = {t} on", { unit, layer: inLayer(trace, layer), t });
    return [insight("notFinite", { layer, quantity, t, unit }, worded<Piece>(sentence, quantityLetter(quantity)))];
  }
  const at = trace.loss?.perStep.findIndex((value, k) => trace.loss?.given[k] === 1 && !Number.isFinite(value)) ?? -1;
  if (at < 0) return [];
  const place = { layer: trace.layers.length, quantity: "loss", t: at + 1, unit: 1 } as const;
  return [
    insight(
      "notFinite",
      place,
      worded<Piece>(l10n.t("{0} is not finite, though every value before it is"), quantitySymbol("loss", at + 1)),
    ),
  ];
}

/** The first state gradient on the way back that is not finite. */
export function gradientNotFinite({ notFinite, trace }: Gradients): readonly Insight[] {
  if (notFinite === null) return [];
  const { layer, state, t, unit } = notFinite;
  const sentence = l10n.t("{0} of unit {unit}{layer} is not finite from t = {t} back", { unit, layer: inLayer(trace, layer), t });
  return [insight("notFinite", { layer, quantity: state, t, unit }, worded<Piece>(sentence, [slopeOf, quantityLetter(state)]))];
}
