/** Explains a number of the backward pass for the page, from what other requests about the trace have computed. */
import type { Gradients } from "../core/backward.js";
import { entryParts } from "../core/shares.js";
import { mostWrittenOut } from "../report/explain/sum.js";
import { explainGradient, type GradientExplanation } from "../report/explainGradient.js";
import type { GradientPlace } from "../report/gradientPlace.js";
import type { Answerer } from "./answerer.js";
import { factorsOf, mustHave, partsOf } from "./gradientRequests.js";
import { lastOf } from "./once.js";
import type { Traced } from "./session.js";
import { unwanted } from "./slicer.js";

/** Throws a RangeError where the trace has no such number. */
export async function gradientExplanationOf(
  answerer: Answerer,
  traced: Traced,
  { place, terms }: { readonly place: GradientPlace; readonly terms?: number },
): Promise<GradientExplanation | typeof unwanted> {
  const { kind, layer } = place;
  const gradients = await mustHave(answerer, traced, layer);
  if (gradients === unwanted) return unwanted;
  const parts = kind === "shares" ? await partsOf(answerer, traced, gradients, layer) : null;
  const passage = kind === "through" || kind === "growth" ? await factorsOf(answerer, traced, layer) : null;
  const entry = kind === "entry" ? await entryOf(answerer, traced, gradients, place) : null;
  if (parts === unwanted || passage === unwanted || entry === unwanted) return unwanted;
  const passes = {
    ...{ document: traced.document, gradients, hiding: traced.hiding },
    ...(parts !== null && { parts }),
    ...(passage !== null && { factors: passage }),
    ...(entry !== null && { entry }),
    ...(terms !== undefined && { mostTerms: terms }),
  };
  return answerer.compute(traced, (shouldYield) => explainGradient(passes, place, shouldYield));
}

/** What each step adds to the entry, kept for when its sum is unfolded; null where every step is written out, and where there is no such entry. */
async function entryOf(
  answerer: Answerer,
  traced: Traced,
  gradients: Gradients,
  { layer, name, row, col }: GradientPlace,
): Promise<Float64Array | null | typeof unwanted> {
  const parameter = gradients.layers[layer - 1].layer.parameters.get(name);
  if (traced.trace.T <= mostWrittenOut || parameter === undefined || row > parameter.rows || col > parameter.cols) return null;
  const at = (row - 1) * parameter.cols + col - 1;
  return lastOf(answerer, traced, ["entry", `${layer} ${name} ${at}`], (shouldYield) =>
    entryParts(gradients, layer - 1, name, at, shouldYield),
  );
}
