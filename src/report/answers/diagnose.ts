/** Which slips give what is written: every known slip tried on every answer that is wrong by itself. */
import type { Model } from "../../core/model.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { adamFormulas } from "./adamFormulas.js";
import type { TriedSlip } from "./answers.js";
import { type Arithmetic, evaluate as comesTo } from "./arithmetic.js";
import { Attempts, type Result } from "./attempts.js";
import type { Descents } from "./descent.js";
import { eachOf } from "./eachOf.js";
import { type Equation, evaluate } from "./equation.js";
import { followAltered } from "./follow.js";
import type { Altered } from "./followBackward.js";
import { ParameterUpdate } from "./followUpdates.js";
import type { LossWorked } from "./lossFormulas.js";
import type { Mark } from "./mark.js";
import { plainText } from "./naming.js";
import { isGradientKey } from "./place.js";
import { adamSlips } from "./slips/adam.js";
import { backwardSlips } from "./slips/backward.js";
import { rightLoss, rightTotal, stepLossSlips, totalSlips } from "./slips/loss.js";
import { neuronSlips } from "./slips/neuron.js";
import type { Label, Slip } from "./slips/slip.js";
import { stateSlips } from "./slips/state.js";
import { StepView } from "./step.js";
import type { Values } from "./values.js";
import { verdictOf } from "./verdict.js";

/** Everything slips are tried with. */
export interface Case {
  readonly model: Model;
  /** The right values. */
  readonly right: Values;
  readonly descents: Descents;
  /** All answers: a slip on the way back shows in many of them. */
  readonly marks: readonly (Mark | null)[];
  readonly shouldYield: ShouldYield;
}

/** The slips tried on each of the marks, which are wrong by themselves. */
export function* slipsOf(of: Case, roots: readonly Mark[]): Sliced<ReadonlyMap<Mark, readonly TriedSlip[]>> {
  const { model, descents, shouldYield } = of;
  const writtenDown = yield* asWritten(of);
  const all = new Map(roots.map((mark) => [mark, new Attempts(mark)]));
  const backward: Backward[] = [];
  for (const [mark, attempts] of all) {
    if (isGradientKey(mark.address.key)) backward.push({ mark, attempts });
    else {
      tryForward(of, mark, descents.fromWrong.values, attempts);
      tryForward({ ...of, right: writtenDown }, mark, descents.fromWritten.values, attempts);
    }
    if (shouldYield()) yield { done: 0, total: 1 };
  }
  if (model.given === null) yield* tryBackward(of, backward);
  return new Map([...all].map(([mark, attempts]) => [mark, attempts.tried()]));
}

/** The right values, with their written digits where they are written. */
function* asWritten({ right, marks, shouldYield }: Case): Sliced<Values> {
  const copies: Values = new Map();
  const enter = (mark: Mark | null) => {
    if (mark === null || mark.verdict === "wrong") return;
    const { key, index } = mark.address;
    const copy = copies.get(key) ?? right.get(key)?.slice() ?? new Float64Array();
    copy[index] = mark.written.value;
    copies.set(key, copy);
  };
  yield* eachOf(marks, enter, shouldYield);
  return new Map([...right, ...copies]);
}

function tryForward({ model, right }: Case, { claim: { place } }: Mark, values: Values, attempts: Attempts): void {
  if (place.kind === "loss") {
    const { t } = place;
    const [total, step] = [
      { model, values },
      { model, values, t: t ?? 0 },
    ];
    if (t === null) tryAll(totalSlips, total, (slipped) => lossResult(rightTotal(total), slipped), attempts);
    else tryAll(stepLossSlips, step, (slipped) => lossResult(rightLoss(step), slipped), attempts);
  } else if (place.kind === "parameter") {
    if (model.optimizer === null || place.quantity === "gradients") return;
    const inputs = new ParameterUpdate(values, model.optimizer, place.update, place.layer, place.parameter).inputs(place.at);
    const right = adamFormulas[place.quantity](inputs);
    const worked = (slipped: Arithmetic): Result => ({ value: comesTo(slipped), equations: { formulas: { right, slipped } } });
    tryAll(adamSlips, { quantity: place.quantity, inputs }, worked, attempts);
  } else if (place.quantity !== "dh" && place.quantity !== "dc") {
    const { quantity, unit, layer, t } = place;
    const view = new StepView(model, values, layer, t);
    const site = { view, right: new StepView(model, right, layer, t), quantity, unit, equation: view.equation(quantity) };
    const { H } = view.of;
    const worked = (slipped: Equation): Result => ({
      value: evaluate(slipped, H)[unit - 1],
      equations: { right: site.equation, slipped, unit, H },
    });
    tryAll([...neuronSlips, ...stateSlips], site, worked, attempts);
  }
}

function lossResult({ formula: right }: LossWorked, { value, formula: slipped }: LossWorked): Result {
  return { value, equations: right === null || slipped === null ? null : { formulas: { right, slipped } } };
}

function tryAll<Site, Change>(
  slips: readonly Slip<Site, Change>[],
  site: Site,
  resultOf: (change: Change) => Result,
  attempts: Attempts,
): void {
  for (const slip of slips) for (const { label, change } of slip.variants(site)) attempts.add(slip.id, label, resultOf(change));
}

/** A wrong gradient with the attempts on it. */
interface Backward {
  readonly mark: Mark;
  readonly attempts: Attempts;
}

/** One altered pass, and whose gradient it may explain. */
interface Pass {
  readonly id: string;
  readonly label: Label;
  readonly altered: Altered;
  readonly of: Backward[];
}

/** A pass over the whole sequence for each slip, whatever the number of gradients it may explain. */
function* tryBackward({ model, descents, shouldYield, marks }: Case, wrong: readonly Backward[]): Sliced<void> {
  const gradients = marks.filter((mark) => mark !== null && isGradientKey(mark.address.key)).filter((mark) => mark !== null);
  for (const { id, label, altered, of } of passesOf(model, wrong)) {
    for (const ledger of [descents.fromWrong, descents.fromWritten]) {
      const { derived } = yield* followAltered(ledger, model, altered, shouldYield);
      const valueAt = ({ address: { key, index } }: Mark) => derived.get(key)?.[index] ?? Number.NaN;
      const score = gradients.filter((mark) => verdictOf(mark.written, valueAt(mark), null) !== "wrong").length;
      for (const { mark, attempts } of of) {
        const { place } = mark.claim;
        const equations = place.kind === "loss" ? null : { pass: { model, ledger, place, alteration: altered.alteration } };
        attempts.add(id, label, { value: valueAt(mark), equations }, score);
      }
    }
  }
}

function passesOf(model: Model, wrong: readonly Backward[]): Iterable<Pass> {
  const passes = new Map<string, Pass>();
  for (const each of wrong) {
    const { place } = each.mark.claim;
    if (place.kind === "loss") continue;
    const layer = model.layers[place.layer - 1];
    for (const { id, variants } of backwardSlips) {
      for (const { label, change } of variants({ model, layer, place: place })) {
        const key = `${place.layer} ${plainText(label)}`;
        const pass = passes.get(key) ?? { id, label, altered: { layer: place.layer, alteration: change }, of: [] };
        pass.of.push(each);
        passes.set(key, pass);
      }
    }
  }
  return passes.values();
}
