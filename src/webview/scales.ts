/** Which range a strip shows, and where a value lies in it. */
import type { LayerShape, TraceShape } from "../protocol/panel.js";
import { isGate, type Quantity } from "./names.js";

/** `gate`: 0…1 in one hue; `signed`: symmetric about 0; `positive`: from 0 up. */
export interface Scale {
  readonly kind: "gate" | "signed" | "positive";
  readonly low: number;
  readonly high: number;
}

const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The least round number that is not below `value`; 1 for 0. */
export function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  // 1e-9: a value that is a round number but for its last bits stays at it.
  const step = STEPS.find((candidate) => candidate * unit >= value * (1 - 1e-9)) ?? 10;
  return Number((step * unit).toPrecision(3));
}

export function scaleOf(layer: LayerShape, quantity: Quantity): Scale {
  if (isGate(quantity) && layer.gatesAreValves) return { kind: "gate", low: 0, high: 1 };
  const [least, greatest] = layer.ranges[quantity] ?? [0, 0];
  const size = Math.max(Math.abs(least), Math.abs(greatest));
  if (least >= 0 && (layer.cell === "dense" || layer.cell === "rnn" || isGate(quantity))) {
    return { kind: "positive", low: 0, high: size <= 1 && size > 0.5 ? 1 : roundUp(size) };
  }
  const high = quantity !== "c" && quantity !== "yhat" && size <= 1 ? 1 : roundUp(size);
  return { kind: "signed", low: -high, high };
}

export function lossScale(loss: NonNullable<TraceShape["loss"]>): Scale {
  const greatest = Number(loss.greatest);
  return greatest < 0
    ? { kind: "signed", low: -roundUp(-greatest), high: roundUp(-greatest) }
    : { kind: "positive", low: 0, high: roundUp(greatest) };
}

/** Where a value lies between the scale's ends, held to 0…1; NaN for NaN. */
export function fractionOf(scale: Scale, value: number): number {
  return Math.min(1, Math.max(0, (value - scale.low) / (scale.high - scale.low)));
}
