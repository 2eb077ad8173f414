/** Slips in the loss of a step and in that of the sequence. */
import * as l10n from "@vscode/l10n";
import { stepLoss } from "../../../core/loss.js";
import type { Model } from "../../../core/model.js";
import { quantitySymbol, worded } from "../../explain/tokens.js";
import { number, product, quotient } from "../arithmetic.js";
import { type LossWorked, log10, stepLossFormula, totalFormula, workedAs } from "../lossFormulas.js";
import { outputKey, stepKey } from "../place.js";
import { rowOf, type Values } from "../values.js";
import { inPlaceOf, type Label, otherSignOf, type Slip, type Variant } from "./slip.js";

/** A loss that was got wrong, at step `t` (from 1); `values` are those at hand. */
export interface StepLossSite {
  readonly model: Model;
  readonly values: Values;
  readonly t: number;
}

/** The loss of the sequence: `values` has the steps' losses. */
export interface TotalSite {
  readonly model: Model;
  readonly values: Values;
}

type StepLossSlip = Slip<StepLossSite, LossWorked>;
type TotalSlip = Slip<TotalSite, LossWorked>;

function widthOf({ layers }: Model): number {
  return layers[layers.length - 1].H;
}

function outputAt({ model, values, t }: StepLossSite): Float64Array {
  return rowOf(values, outputKey(model, model.layers.length), t, widthOf(model));
}

function targetAt({ targets }: Model, t: number, K: number): Float64Array {
  if (targets === null) throw new Error("the model has no targets");
  return targets.values.subarray((t - 1) * K, t * K);
}

/** The loss with another output or another target put in. */
function lossWith(site: StepLossSite, yhat: Float64Array, y: Float64Array, loss = site.model.loss): LossWorked {
  return workedAs(stepLossFormula(loss, yhat, y), stepLoss(loss, yhat, y, 0, widthOf(site.model)));
}

/** The loss of the step as it should be. */
export function rightLoss(site: StepLossSite): LossWorked {
  return lossWith(site, outputAt(site), targetAt(site.model, site.t, widthOf(site.model)));
}

function nameOf({ loss: { kind } }: Model): string | null {
  return kind.kind === "named" ? kind.name : null;
}

/** The ½ of ½(ŷ−y)²: put where there is none, or left out where there is one. */
function halves({ value, formula }: LossWorked, model: Model): readonly (readonly [Label, LossWorked])[] {
  const isHalved = formula?.kind === "product" && formula.factors.length === 2;
  if (hasHalf(model)) return [[worded(l10n.t("leaving out the ½")), workedAs(isHalved ? formula.factors[1] : null, value * 2)]];
  return [[worded(l10n.t("a ½ in front")), workedAs(formula === null ? null : product(number(0.5), formula), value / 2)]];
}

/** Whether the loss may have a ½ to leave out: the Huber loss has, and an expression may. */
export function hasHalf(model: Model): boolean {
  const name = nameOf(model);
  return name === null || name === "huber";
}

const half: StepLossSlip = {
  id: "loss-half",
  variants: (site) => halves(rightLoss(site), site.model).map(([of, change]) => ({ label: of, change })),
};

const elements: StepLossSlip = {
  id: "loss-over-elements",
  variants: (site) => {
    const K = widthOf(site.model);
    if (K === 1) return [];
    const { value, formula } = rightLoss(site);
    if (nameOf(site.model) === "crossEntropy") {
      const change = workedAs(formula === null ? null : quotient(formula, number(K)), value / K);
      return [{ label: worded(l10n.t("the mean in place of the sum over the classes")), change }];
    }
    const change = workedAs(formula?.kind === "quotient" ? formula.of : null, value * K);
    return [{ label: worded(l10n.t("the sum in place of the mean over the elements")), change }];
  },
};

const notSquared: StepLossSlip = {
  id: "loss-not-squared",
  variants: (site) => {
    if (nameOf(site.model) !== "mse") return [];
    const loss = { ...site.model.loss, kind: { kind: "named", name: "mae" } } as const;
    const y = targetAt(site.model, site.t, widthOf(site.model));
    return [{ label: worded(l10n.t("a difference that is not squared")), change: lossWith(site, outputAt(site), y, loss) }];
  },
};

function isOfProbabilities(model: Model): boolean {
  const name = nameOf(model);
  return name === "bce" || name === "crossEntropy";
}

/** What is taken of a logarithm: the minus in front forgotten, or the logarithm to the base 10. */
const logarithm: StepLossSlip = {
  id: "loss-logarithm",
  variants: (site) => {
    if (!isOfProbabilities(site.model)) return [];
    const { value, formula } = rightLoss(site);
    const { model, t } = site;
    const other = stepLossFormula(model.loss, outputAt(site), targetAt(model, t, widthOf(model)), log10);
    return [
      {
        label: worded(l10n.t("leaving out the minus in front")),
        change: workedAs(formula?.kind === "negative" ? formula.of : null, -value),
      },
      { label: inPlaceOf("log₁₀", "ln"), change: workedAs(other, value / Math.LN10) },
    ];
  },
};

const signOfTarget: StepLossSlip = {
  id: "loss-sign-of-target",
  variants: (site) => {
    if (isOfProbabilities(site.model)) return [];
    const y = targetAt(site.model, site.t, widthOf(site.model)).map((value) => -value);
    return [{ label: otherSignOf([quantitySymbol("y", site.t)]), change: lossWith(site, outputAt(site), y) }];
  },
};

const otherTarget: StepLossSlip = {
  id: "loss-other-target",
  variants: (site) => {
    const { model, t } = site;
    return [t - 1, t + 1]
      .filter((other) => model.targets?.given[other - 1] === 1)
      .map((other) => ({
        label: inPlaceOf([quantitySymbol("y", other)], [quantitySymbol("y", t)]),
        change: lossWith(site, outputAt(site), targetAt(model, other, widthOf(model))),
      }));
  },
};

const cellForOutput: StepLossSlip = {
  id: "loss-of-c",
  variants: (site) => {
    const { model, values, t } = site;
    const { length } = model.layers;
    if (model.layers[length - 1].cell !== "lstm") return [];
    const K = widthOf(model);
    const c = rowOf(values, stepKey(length, "c"), t, K);
    return [
      {
        label: inPlaceOf([quantitySymbol("c", t)], [quantitySymbol("h", t)]),
        change: lossWith(site, c, targetAt(model, t, K)),
      },
    ];
  },
};

export const stepLossSlips: readonly StepLossSlip[] = [half, elements, notSquared, logarithm, signOfTarget, otherTarget, cellForOutput];

interface Steps {
  readonly losses: readonly number[];
  readonly all: number;
  readonly right: LossWorked;
}

function stepsOf({ model, values }: TotalSite): Steps {
  const losses = [...rowOf(values, "loss_t", 1, model.T)].filter((_, at) => model.targets?.given[at] === 1);
  const all = losses.reduce((total, loss) => total + loss, 0);
  const { reduction } = model.loss;
  return { losses, all, right: workedAs(totalFormula(losses, reduction), reduction === "mean" ? all / losses.length : all) };
}

/** The loss of the sequence as it should be. */
export function rightTotal(site: TotalSite): LossWorked {
  return stepsOf(site).right;
}

function ofTotal(id: string, variants: (steps: Steps, model: Model) => readonly (readonly [Label, LossWorked])[]): TotalSlip {
  return {
    id,
    variants: (site) => variants(stepsOf(site), site.model).map(([of, change]): Variant<LossWorked> => ({ label: of, change })),
  };
}

const sumForMean = ofTotal("sum-for-mean", ({ losses, all }, { loss }) =>
  loss.reduction === "mean"
    ? [[worded(l10n.t("the sum in place of the mean over the steps")), workedAs(totalFormula(losses, "sum"), all)]]
    : [[worded(l10n.t("the mean in place of the sum over the steps")), workedAs(totalFormula(losses, "mean"), all / losses.length)]],
);

const wrongCount = ofTotal("wrong-count", ({ losses, all }, { T, loss }) => {
  if (loss.reduction !== "mean" || losses.length === T) return [];
  const formula = totalFormula(losses, "sum");
  const overAll = workedAs(formula === null ? null : quotient(formula, number(T)), all / T);
  return [[worded(l10n.t("the mean over all steps, those without a target too")), overAll]];
});

const totalHalf = ofTotal("loss-half", ({ right }, model) => halves(right, model));

const alone = (loss: number): LossWorked => ({ value: loss, formula: number(loss) });

const oneStep = ofTotal("one-step", ({ losses }) =>
  losses.length < 2
    ? []
    : [
        [worded(l10n.t("the loss of the last step alone")), alone(losses[losses.length - 1])],
        [worded(l10n.t("the loss of the first step alone")), alone(losses[0])],
      ],
);

export const totalSlips: readonly TotalSlip[] = [sumForMean, wrongCount, totalHalf, oneStep];
