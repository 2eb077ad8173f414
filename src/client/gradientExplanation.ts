/** Explains a number of the backward pass for the page, from what other requests about the trace have computed. */
import { explainGradient, type GradientExplanation } from "../report/explainGradient.js";
import type { GradientPlace } from "../report/gradientPlace.js";
import type { Answerer } from "./answerer.js";
import { factorsOf, mustHave, partsOf } from "./gradientRequests.js";
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
  if (parts === unwanted || passage === unwanted) return unwanted;
  const passes = {
    ...{ document: traced.document, gradients, hiding: traced.hiding },
    ...(parts !== null && { parts }),
    ...(passage !== null && { factors: passage }),
    ...(terms !== undefined && { mostTerms: terms }),
  };
  return answerer.compute(traced, (shouldYield) => explainGradient(passes, place, shouldYield));
}
