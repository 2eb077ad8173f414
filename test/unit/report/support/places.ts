/** The values of a trace, for tests that go through all of them. */
import { preactivations } from "../../../../src/core/preactivations.js";
import type { Place } from "../../../../src/report/explanation.js";
import type { Traced } from "./worked.js";

/** Every value of a trace that can be asked about: of long or wide ones a part that reaches both ends. */
export function* places({ trace }: Traced): Generator<Place> {
  const some = (count: number) => Array.from({ length: count }, (_, at) => at + 1).filter((at) => at <= 4 || at === count);
  for (const [index, { layer, quantities }] of trace.layers.entries()) {
    const at = { layer: index + 1 };
    const isTop = index === trace.layers.length - 1;
    for (const unit of some(layer.H)) {
      if (layer.cell !== "dense") yield { ...at, quantity: "h", t: 0, unit };
      if (layer.cell === "lstm") yield { ...at, quantity: "c", t: 0, unit };
      for (const t of some(trace.T)) {
        for (const quantity of quantities.keys()) yield { ...at, quantity, t, unit };
        for (const z of preactivations(trace, index, t).keys()) if (z !== "z") yield { ...at, quantity: z as Place["quantity"], t, unit };
        if (isTop && trace.loss?.given[t - 1] === 1) yield { ...at, quantity: "y", t, unit };
      }
    }
    for (const t of some(trace.T)) {
      for (const unit of some(layer.D)) yield { ...at, quantity: "x", t, unit };
      if (isTop && trace.loss?.given[t - 1] === 1) yield { ...at, quantity: "loss", t, unit: 1 };
    }
  }
}
