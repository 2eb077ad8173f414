/** What two traces do not have in common, so that they cannot be compared in full. */
import type { Layer, Loss } from "../../core/model.js";
import type { Trace } from "../../core/trace.js";

/** Whether a layer has the same quantities in both, unit for unit. */
export function areAlike(here: Layer | undefined, there: Layer | undefined): boolean {
  return here !== undefined && there !== undefined && here.cell === there.cell && here.H === there.H;
}

/** One sentence without a full stop for each difference in size or kind. */
export function mismatches(here: Trace, there: Trace): readonly string[] {
  const found: string[] = [];
  const [count, other] = [here.layers.length, there.layers.length];
  if (count !== other) found.push(`${layersOf(count)} here, ${other} there`);
  for (let index = 0; index < Math.min(count, other); index++) {
    found.push(...ofLayer(here.layers[index].layer, there.layers[index].layer, count > 1 || other > 1 ? ` of layer ${index + 1}` : ""));
  }
  return [...found, ...ofSteps(here, there), ...ofLoss(here, there)];
}

function ofSteps(here: Trace, there: Trace): readonly string[] {
  if (here.T === there.T) return [];
  const common = Math.min(here.T, there.T);
  const sizes = `T is ${here.T} here, ${there.T} there`;
  if (common === 0 || !here.layers.some(({ layer }, index) => areAlike(layer, there.layers[index]?.layer))) return [sizes];
  return [`${sizes}: the first ${common === 1 ? "step is" : `${common} steps are`} compared`];
}

function layersOf(count: number): string {
  return count === 1 ? "1 layer" : `${count} layers`;
}

function ofLayer(here: Layer, there: Layer, of: string): readonly string[] {
  if (here.cell !== there.cell) return [`the cell${of} is ${here.cell} here, ${there.cell} there: the layer is not compared`];
  const size = here.cell === "dense" ? "K" : "H";
  if (here.H !== there.H) return [`${size}${of} is ${here.H} here, ${there.H} there: the layer is not compared`];
  return here.D === there.D ? [] : [`D${of} is ${here.D} here, ${there.D} there`];
}

function ofLoss(here: Trace, there: Trace): readonly string[] {
  if ((here.loss === null) !== (there.loss === null))
    return [`there are targets ${here.loss === null ? "there" : "here"} alone, so no loss is compared`];
  if (here.loss === null) return [];
  const [own, other] = [nameOf(here.model.loss), nameOf(there.model.loss)];
  return own === other ? [] : [`the loss is ${own} here, ${other} there`];
}

function nameOf({ kind }: Loss): string {
  return kind.kind === "named" ? kind.name : kind.expression.source;
}
