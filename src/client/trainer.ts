/** The updates of one document: taken from its text, kept in number when the text changes, any of them shown. */
import { withState } from "../core/adam.js";
import type { Model } from "../core/model.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import { Training, updatesPossible } from "../core/training.js";
import { noUpdates, type Updates } from "./cursor.js";

/** A model with the updates it has come to. */
export interface Trained {
  /** The model as it is after the updates shown. */
  readonly model: Model;
  /** Null where the model can take no updates. */
  readonly training: Training | null;
  readonly updates: Updates;
}

export class Trainer {
  /** The updates asked for; kept while the text is one that cannot take them. */
  wanted: Updates = noUpdates;
  private training: Training | null = null;

  /** The updates that are there by now, though more may be asked for; the latest is shown. */
  get completed(): Updates {
    const taken = this.training?.count ?? 0;
    return { taken, shown: taken };
  }

  /** Takes the updates wanted of a text's model, as many as it can take; those taken of the same model before are kept. */
  train(model: Model): (shouldYield: ShouldYield) => Sliced<Trained> {
    if (this.training?.model !== model) this.training = updatesPossible(model) > 0 ? new Training(model) : null;
    const { training, wanted } = this;
    return (shouldYield) => trained(model, training, wanted, shouldYield);
  }
}

function* trained(model: Model, training: Training | null, wanted: Updates, shouldYield: ShouldYield): Sliced<Trained> {
  if (training === null) return { model, training, updates: noUpdates };
  const taken = Math.min(wanted.taken, training.limit);
  if (taken > training.count) yield* training.take(taken - training.count, shouldYield);
  else if (taken < training.count) yield* training.goBackTo(taken, shouldYield);
  const updates = { taken, shown: Math.min(wanted.shown, taken) };
  if (updates.shown === 0) return { model, training, updates };
  return { model: withState(model, yield* training.stateAt(updates.shown, shouldYield)), training, updates };
}
