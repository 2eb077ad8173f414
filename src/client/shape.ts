/** What the page is told about a trace before it asks for numbers. */
import type { AdamSettings } from "../core/adam.js";
import type { Loss, Model } from "../core/model.js";
import type { LayerTrace, LossTrace, NotFinite } from "../core/trace.js";
import type { Training } from "../core/training.js";
import type { LayerShape, TraceShape } from "../protocol/panel.js";
import { parametersOf } from "../report/entries.js";
import { exact } from "../report/format.js";
import { valvesOf } from "../report/summary.js";
import type { Updates } from "./cursor.js";
import type { Survey } from "./survey.js";

type Ranges = LayerShape["ranges"];

/** The updates a trace stands behind; no training where its model can take none. */
interface Behind {
  readonly training: Training | null;
  readonly updates: Updates;
}

/** The trace as it may be seen. */
export function shapeOf(revision: number, { seen, ranges, hiding }: Survey, { training, updates }: Behind): TraceShape {
  const { T, loss, notFinite } = seen;
  return {
    revision,
    T,
    layers: seen.layers.map((layer, index) => layerShape(layer, ranges[index])),
    loss: loss === null ? null : lossShape(loss, seen.model.loss, hiding.indicesInTrace("loss").length > 0),
    notFinite: notFinite === null ? null : sentence(notFinite),
    training: training === null ? null : trainingShape(training, updates),
  };
}

function trainingShape({ model, limit }: Training, updates: Updates): NonNullable<TraceShape["training"]> {
  return {
    ...updates,
    limit: Number.isFinite(limit) ? limit : null,
    t: (model.optimizer?.t ?? 0) + updates.shown,
    settings: settingsOf(model),
    parameters: parametersOf(model).flatMap((parameters, index) =>
      [...parameters.values()].map(({ name, rows, cols, isVector }) => ({ layer: index + 1, name, rows, cols, isVector })),
    ),
  };
}

function settingsOf({ optimizer }: Model): AdamSettings {
  if (optimizer === null) throw new Error("a training has an optimizer");
  const { alpha, beta1, beta2, epsilon, epsilonRule } = optimizer;
  return { alpha, beta1, beta2, epsilon, epsilonRule };
}

function sentence({ layer, quantity, t, unit }: NotFinite): string {
  return `From t = ${t} on there are values that are not finite, the first of them ${quantity} of unit ${unit} in layer ${layer}.`;
}

function layerShape(of: LayerTrace, ranges: Ranges): LayerShape {
  const { cell, D, H } = of.layer;
  return { cell, D, H, quantities: [...of.quantities.keys()], ranges, gatesAreValves: valvesOf(of).length > 0 };
}

function lossShape(
  { perStep, given, count, total }: LossTrace,
  { kind, reduction }: Loss,
  isHidden: boolean,
): NonNullable<TraceShape["loss"]> {
  let greatest = 0;
  for (let k = 0; k < perStep.length; k++) if (given[k] === 1 && perStep[k] > greatest) greatest = perStep[k];
  return { label: lossName(kind), reduction, count, total: isHidden ? null : exact(total), greatest: exact(greatest) };
}

/** The loss by its name, or as the file writes it. */
export function lossName(kind: Loss["kind"]): string {
  return kind.kind === "named" ? kind.name : kind.expression.source;
}
