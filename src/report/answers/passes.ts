/** A gradient written out: what each step adds to it, or what comes to a state's gradient at its step and from the one after it. */
import type { ReplayBackward } from "../../core/cells/replayBackward.js";
import { bufferOf } from "../../core/cells/step.js";
import type { Model } from "../../core/model.js";
import { never, runToEnd } from "../../core/slices.js";
import { mostWrittenOut } from "../explain/sum.js";
import type { Token } from "../explanation.js";
import { type Alteration, unaltered } from "./alteration.js";
import { followAltered } from "./follow.js";
import type { Ledger } from "./ledger.js";
import type { Ink, Part } from "./pieces.js";
import { addressOf, type ParameterPlace, type StepPlace } from "./place.js";

/** A slip on the way back, from the values it was made with. */
export interface PassOfSlip {
  readonly model: Model;
  readonly ledger: Ledger;
  readonly place: StepPlace | ParameterPlace;
  readonly alteration: Alteration;
}

/** What is added, each as its factors; null stands for what is not. */
type Summands = readonly (readonly number[] | null)[];

export interface PassParts {
  readonly before: readonly Part[];
  readonly after: readonly Part[];
  readonly right: number;
  readonly slipped: number;
}

/** The pass as it should be and as the slip has it; null where it has too many steps to be read. */
export function partsOfPass(pass: PassOfSlip, ink: Ink): PassParts | null {
  const [right, slipped] = [summandsOf({ ...pass, alteration: unaltered }), summandsOf(pass)];
  if (right === null || slipped === null) return null;
  const parts = ({ summands }: Worked) =>
    partsOf(
      summands.filter((factors) => factors !== null),
      ink,
    );
  return { before: parts(right), after: parts(slipped), right: right.value, slipped: slipped.value };
}

/** Each factor is a part of its own, so that one that differs is marked alone. */
export function partsOf(summands: readonly (readonly number[])[], ink: Ink): readonly Part[] {
  return summands.flatMap((factors, at) =>
    factors.map((factor, k): Part => {
      const tokens: readonly Token[] = [ink.number(factor, at > 0 || k > 0)];
      return { joint: k > 0 ? "·" : at > 0 ? " + " : "", tokens, signature: ink.signature(tokens) };
    }),
  );
}

export interface Worked {
  readonly summands: Summands;
  readonly value: number;
}

/** A gradient in its summands, with what it comes to; null where it has too many to be read. */
export function summandsOf({ model, ledger, place, alteration }: PassOfSlip): Worked | null {
  if (model.T > mostWrittenOut) return null;
  const seen: Seen[] = [];
  const record = (replay: ReplayBackward) => seen.push(seenAt(replay, place));
  const watching: Alteration = {
    ...alteration,
    beforeGradients: (replay) => {
      alteration.beforeGradients?.(replay);
      record(replay);
    },
  };
  const { derived } = runToEnd(followAltered(ledger, model, { layer: place.layer, alteration: watching }, never));
  const { key, index } = addressOf(
    place,
    model.layers.map(({ H }) => H),
  );
  const value = derived.get(key)?.[index];
  // The pass goes back through time.
  seen.reverse();
  if (value === undefined || seen.length !== model.T) return null;
  return { summands: place.kind === "parameter" ? perStep(seen, alteration) : ofState(seen, place, alteration, value), value };
}

/** What is looked at of one step. */
interface Seen {
  /** The factors of what the step adds to the parameter. */
  readonly factors: readonly number[] | null;
  /** What of the state's gradient goes to the step before. */
  readonly before: number;
  /** Of an lstm's c: dh and o, two of the factors of what comes through h; the third is φ′(c). */
  readonly throughH: readonly number[] | null;
}

function seenAt({ back, replay: { step } }: ReplayBackward, place: StepPlace | ParameterPlace): Seen {
  if (place.kind === "parameter") {
    const contribution = back.contributions.get(place.parameter);
    const [r, c] = [place.row - 1, place.column - 1];
    const factors =
      contribution === undefined
        ? null
        : contribution.kind === "outer"
          ? [contribution.rows[r], contribution.cols[c]]
          : contribution.kind === "elementwise"
            ? [contribution.left[r], contribution.right[r]]
            : [contribution.values[r]];
    return { factors, before: Number.NaN, throughH: null };
  }
  const name = place.quantity === "dc" ? "c" : "h";
  const k = place.unit - 1;
  const throughH = name === "c" ? [bufferOf(back.after, "h")[k], bufferOf(step.quantities, "o")[k]] : null;
  return { factors: null, before: bufferOf(back.before, name)[k], throughH };
}

/** dL/dz·what it is multiplied with, at each step that counts. */
function perStep(seen: readonly Seen[], { onlyStep }: Alteration): Summands {
  return seen.map(({ factors }, at) => (onlyStep === undefined || onlyStep === at + 1 ? factors : null));
}

/** What comes to the state's gradient at step t itself, and what is carried from step t + 1. */
function ofState(seen: readonly Seen[], { quantity, t }: StepPlace, { dropsH, dropsC }: Alteration, value: number): Summands {
  const { throughH } = seen[t - 1];
  const later = seen.at(t);
  const isDropped = quantity === "dc" ? dropsC : dropsH;
  const carried = later === undefined ? null : isDropped === true ? 0 : later.before;
  const own = value - (carried ?? 0);
  const slope = throughH === null ? 1 : own / (throughH[0] * throughH[1]);
  const factors = throughH !== null && Number.isFinite(slope) ? [...throughH, slope] : [own];
  return [factors, carried === null || isDropped === true ? null : [carried]];
}
