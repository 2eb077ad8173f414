/** Slips in φ(W·x + U·h + b): gates, candidates, a plain recurrence, a dense layer. */
import * as l10n from "@vscode/l10n";
import type { Parameter } from "../../../core/model.js";
import { quantitySymbol, text, unitSymbol, worded } from "../../explain/tokens.js";
import type { Equation, Operand, Term } from "../equation.js";
import { candidateTerms, quantitiesOf, type StepView } from "../step.js";
import { inPlaceOf, type Label, leavingOut, otherSignOf, type StepSite, type StepSlip, symbolOf, type Variant } from "./slip.js";

type Neuron = Equation & { readonly kind: "neuron" };
type Variants = readonly Variant<Equation>[];

/** A slip of neurons alone. */
function ofNeuron(id: string, variants: (neuron: Neuron, site: StepSite) => Variants): StepSlip {
  return { id, variants: (site) => (site.equation.kind === "neuron" ? variants(site.equation, site) : []) };
}

/** The neuron with one term changed, or left out where `change` is null. */
function withTerm(neuron: Neuron, term: Term, change: Term | null): Neuron {
  return { ...neuron, terms: neuron.terms.flatMap((each) => (each === term ? (change ?? []) : each)) };
}

function termLabel(view: StepView, { parameter, operand }: Term): Label {
  return operand === null ? symbolOf(view, parameter) : [...symbolOf(view, parameter), text("·"), ...operand.symbol];
}

const termLeftOut = ofNeuron("term-left-out", (neuron, { view }) =>
  neuron.terms.map((term) => ({ label: leavingOut(termLabel(view, term)), change: withTerm(neuron, term, null) })),
);

const signOfTerm = ofNeuron("sign-of-term", (neuron, { view }) =>
  neuron.terms.map((term) => ({
    label: otherSignOf(termLabel(view, term)),
    change: withTerm(neuron, term, { ...term, times: -1 }),
  })),
);

/** More inputs are not looked at one by one. */
const mostInputs = 8;

/** The sign of one input: only where another one counts too, else it is the sign of the whole term. */
const signOfInput = ofNeuron("sign-of-input", (neuron, { view, unit }) => {
  const term = neuron.terms.find(({ parameter }) => /^W/.test(parameter.name));
  const x = term?.operand;
  if (term === undefined || x == null || x.values.length > mostInputs) return [];
  const counted = [...x.values.keys()].filter((j) => x.values[j] * term.parameter.values[(unit - 1) * term.parameter.cols + j] !== 0);
  if (counted.length < 2) return [];
  return counted.map((j) => {
    const values = x.values.slice();
    values[j] = -values[j];
    const symbol = [unitSymbol("x", view.t, j + 1)];
    return { label: otherSignOf(symbol), change: withTerm(neuron, term, { ...term, operand: { ...x, values } }) };
  });
});

const biasTwice = ofNeuron("bias-twice", (neuron, { view }) =>
  neuron.terms
    .filter(({ operand }) => operand === null)
    .map((term) => ({
      label: worded(l10n.t("counting {0} twice"), symbolOf(view, term.parameter)),
      change: withTerm(neuron, term, { ...term, times: 2 }),
    })),
);

/** The parameters of the other gates that could stand where this one does. */
function siblings({ of }: StepView, { name, rows, cols, isVector }: Parameter): readonly Parameter[] {
  const [letter] = name.split("_");
  return [...of.parameters.values()].filter(
    (other) =>
      other.name !== name &&
      other.name.split("_")[0] === letter &&
      other.rows === rows &&
      other.cols === cols &&
      other.isVector === isVector,
  );
}

const otherParameter = ofNeuron("other-gates-parameter", (neuron, { view }) =>
  neuron.terms.flatMap((term) =>
    siblings(view, term.parameter).map((parameter) => ({
      label: inPlaceOf(symbolOf(view, parameter), symbolOf(view, term.parameter)),
      change: withTerm(neuron, term, { ...term, parameter }),
    })),
  ),
);

/** The value of another gate altogether: i and f swapped. */
const otherGate = ofNeuron("other-gate", (_, { view, right, quantity }) =>
  quantitiesOf[view.of.cell].flatMap((other) => {
    const equation = other === quantity ? null : (other === "o" ? right : view).equation(other);
    if (equation?.kind !== "neuron") return [];
    return [{ label: inPlaceOf([quantitySymbol(other, view.t)], [quantitySymbol(quantity, view.t)]), change: equation }];
  }),
);

/** The recurrent terms with another vector in place of h_{t−1}; not in a candidate that reads r ⊙ h_{t−1}. */
function replacing(neuron: Neuron, letter: "W" | "U", others: readonly Operand[]): Variants {
  return neuron.terms
    .filter(({ parameter, operand }) => parameter.name.startsWith(letter) && operand?.readings.length === 1)
    .flatMap((term) =>
      others.map((operand) => ({
        label: inPlaceOf(operand.symbol, term.operand?.symbol ?? []),
        change: withTerm(neuron, term, { ...term, operand }),
      })),
    );
}

/** Zeros in place of a vector are the term left out. */
function hasNumbers({ values }: Operand): boolean {
  return values.some((value) => value !== 0);
}

const wrongStepOfH = ofNeuron("h-of-another-step", (neuron, { view, right, quantity }) => {
  if (view.of.cell === "dense") return [];
  const { t } = view;
  const later = quantity === "h" ? [] : [right.operand("h", t)];
  return replacing(neuron, "U", [...later, ...(t >= 2 ? [view.operand("h", t - 2)].filter(hasNumbers) : [])]);
});

const cellForH = ofNeuron("c-in-place-of-h", (neuron, { view, right }) =>
  view.of.cell === "lstm" ? replacing(neuron, "U", [view.operand("c", view.t - 1), right.operand("c", view.t)].filter(hasNumbers)) : [],
);

const wrongStepOfX = ofNeuron("x-of-another-step", (neuron, { view }) =>
  view.t >= 2 ? replacing(neuron, "W", [view.x(view.t - 1)].filter(hasNumbers)) : [],
);

const exchanged = { sigmoid: "tanh", tanh: "sigmoid" } as const;
const written = { sigmoid: "σ", tanh: "tanh" } as const;

/** tanh for σ, σ for tanh, or no activation at all. */
const otherActivation = ofNeuron("other-activation", (neuron) => {
  const { activation } = neuron;
  if (activation === null || (activation.kind === "named" && activation.name === "linear")) return [];
  const none = { label: worded(l10n.t("z without its activation")), change: { ...neuron, activation: null } };
  if (activation.kind !== "named" || !(activation.name in exchanged)) return [none];
  const name = activation.name as keyof typeof exchanged;
  const other = exchanged[name];
  return [{ label: inPlaceOf(written[other], written[name]), change: { ...neuron, activation: { kind: "named", name: other } } }, none];
});

/** Where a gru's reset gate stands: left out, replaced by z, or on the other side of the product. */
const resetGate = ofNeuron("reset-gate", (neuron, { view, quantity }) => {
  const { of, t } = view;
  if (of.cell !== "gru" || quantity !== "n") return [];
  const r = quantitySymbol("r", t);
  const h = view.operand("h", t - 1);
  const z = view.operand("z", t);
  const withGate = (gate: Operand | null): Neuron => ({
    ...neuron,
    terms: neuron.terms.map((term) => {
      if (term.gate !== null) return { ...term, gate };
      if (!term.parameter.name.startsWith("U")) return term;
      return { ...term, operand: gate === null ? h : { ...h, values: h.values.map((value, k) => value * gate.values[k]) } };
    }),
  });
  const elsewhere = {
    label: worded(of.resetAfter ? l10n.t("{0} applied before the product") : l10n.t("{0} applied after the product"), [r]),
    change: { ...neuron, terms: candidateTerms(view, !of.resetAfter) },
  };
  return [
    { label: leavingOut([r]), change: withGate(null) },
    { label: inPlaceOf(z.symbol, [r]), change: withGate(z) },
    // Of one unit the two forms are the same.
    ...(of.H > 1 ? [elsewhere] : []),
  ];
});

export const neuronSlips: readonly StepSlip[] = [
  termLeftOut,
  signOfTerm,
  signOfInput,
  biasTwice,
  otherParameter,
  otherGate,
  wrongStepOfH,
  cellForH,
  wrongStepOfX,
  otherActivation,
  resetGate,
];
