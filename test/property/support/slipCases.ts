/** Every way a slip can be made in a problem, and what it gives: one number, or for a backward slip all gradients of the pass. */
import { forward } from "../../../src/core/forward.js";
import type { Model } from "../../../src/core/model.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import type { LstmDocument } from "../../../src/document/document.js";
import { evaluate as comesTo } from "../../../src/report/answers/arithmetic.js";
import { evaluate } from "../../../src/report/answers/equation.js";
import { follow, followAltered } from "../../../src/report/answers/follow.js";
import { ParameterUpdate } from "../../../src/report/answers/followUpdates.js";
import { plainPractice } from "../../../src/report/answers/ledger.js";
import type { LossWorked } from "../../../src/report/answers/lossFormulas.js";
import { plainText } from "../../../src/report/answers/naming.js";
import type { AnswerPlace, ParameterPlace, StepPlace } from "../../../src/report/answers/place.js";
import { adamSlips } from "../../../src/report/answers/slips/adam.js";
import { backwardSlips } from "../../../src/report/answers/slips/backward.js";
import { stepLossSlips, totalSlips } from "../../../src/report/answers/slips/loss.js";
import { neuronSlips } from "../../../src/report/answers/slips/neuron.js";
import type { Slip } from "../../../src/report/answers/slips/slip.js";
import { stateSlips } from "../../../src/report/answers/slips/state.js";
import { StepView } from "../../../src/report/answers/step.js";
import { type Values, valuesOf } from "../../../src/report/answers/values.js";
import { traceOf } from "../../unit/report/support/worked.js";
import { valueAt } from "./sheet.js";

export const families = ["step", "loss", "backward", "adam"] as const;
export type Family = (typeof families)[number];

export interface Problem {
  readonly document: LstmDocument;
  readonly model: Model;
  readonly right: Values;
}

/** The right values of a text's problem. */
export function problemOf(text: string): Problem {
  const { document, trace } = traceOf(text);
  const { model } = trace;
  return { document, model, right: runToEnd(valuesOf(runToEnd(forward(model, never)), { gradients: true, updates: 1 }, never)) };
}

export interface Slipped {
  readonly id: string;
  readonly label: string;
  /** What is written in place of the right number; of a backward slip at every gradient, of others only at the place itself. */
  valueAt(place: AnswerPlace): number;
}

/** The family of slips that a place belongs to. */
export function familyOf(place: AnswerPlace): Family {
  if (place.kind === "loss") return "loss";
  if (place.kind === "parameter") return place.quantity === "gradients" ? "backward" : "adam";
  return place.quantity === "dh" || place.quantity === "dc" ? "backward" : "step";
}

/** All that can go wrong at a place. */
export function slippedAt(problem: Problem, place: AnswerPlace): readonly Slipped[] {
  if (place.kind === "loss") return lossAt(problem, place.t);
  if (familyOf(place) === "backward") return backwardAt(problem, place);
  return place.kind === "parameter" ? updateAt(problem, place) : stepAt(problem, place);
}

function tried<Site, Change>(slips: readonly Slip<Site, Change>[], site: Site, numberOf: (change: Change) => number): readonly Slipped[] {
  return slips.flatMap(({ id, variants }) =>
    variants(site).map(({ label, change }) => ({ id, label: plainText(label), valueAt: () => numberOf(change) })),
  );
}

function lossAt({ model, right: values }: Problem, t: number | null): readonly Slipped[] {
  const numberOf = ({ value }: LossWorked) => value;
  return t === null ? tried(totalSlips, { model, values }, numberOf) : tried(stepLossSlips, { model, values, t }, numberOf);
}

function updateAt({ model, right }: Problem, { quantity, parameter, at }: ParameterPlace): readonly Slipped[] {
  if (model.optimizer === null || quantity === "gradients") return [];
  return tried(adamSlips, { quantity, inputs: new ParameterUpdate(right, model.optimizer, 1, 1, parameter).inputs(at) }, comesTo);
}

function stepAt({ model, right }: Problem, { quantity, t, unit }: StepPlace): readonly Slipped[] {
  if (quantity === "dh" || quantity === "dc") return [];
  const view = new StepView(model, right, 1, t);
  const site = { view, right: view, quantity, unit, equation: view.equation(quantity) };
  return [...neuronSlips, ...stateSlips].flatMap(({ id, variants }) =>
    variants(site).map(({ label, change }) => {
      const value = evaluate(change, view.of.H)[unit - 1];
      return { id, label: plainText(label), valueAt: () => value };
    }),
  );
}

function backwardAt({ model }: Problem, place: StepPlace | ParameterPlace): readonly Slipped[] {
  const ledger = runToEnd(follow(model, plainPractice, { gradients: false, updates: 0 }, never));
  return backwardSlips.flatMap(({ id, variants }) =>
    variants({ model, layer: model.layers[0], place }).map(({ label, change }) => {
      let derived: Values | null = null;
      const at = (other: AnswerPlace) => {
        derived ??= runToEnd(followAltered(ledger, model, { layer: 1, alteration: change }, never)).derived;
        return valueAt(derived, other, model);
      };
      return { id, label: plainText(label), valueAt: at };
    }),
  );
}
