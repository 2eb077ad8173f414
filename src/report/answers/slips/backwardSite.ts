/** A gradient that was got wrong, and slips on the way to it. */
import type { Layer, Model } from "../../../core/model.js";
import type { Alteration } from "../alteration.js";
import type { ParameterPlace, StepPlace } from "../place.js";
import type { Slip } from "./slip.js";

/** The layer whose gradient was got wrong, in the sequence it belongs to. */
export interface BackwardSite {
  readonly model: Model;
  readonly layer: Layer;
  readonly place: StepPlace | ParameterPlace;
}

/** A slip's change is one of the whole pass: whoever makes it once makes it at every step. */
export type BackwardSlip = Slip<BackwardSite, Alteration>;
