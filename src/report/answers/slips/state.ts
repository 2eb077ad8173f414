/** Slips in what makes the state: c = f ⊙ c_{t−1} + i ⊙ c̃, a gru's h = (1−z) ⊙ n + z ⊙ h_{t−1}, and h = o ⊙ tanh(c). */
import type { Quantity } from "../../../core/trace.js";
import { quantitySymbol, text } from "../../explain/tokens.js";
import { type Equation, evaluate, type Operand, type Product } from "../equation.js";
import { inPlaceOf, leavingOut, otherSignOf, type StepSite, type StepSlip, swapped, type Variant } from "./slip.js";

type Mix = Equation & { readonly kind: "mix" };
type Give = Equation & { readonly kind: "give" };
type Variants = readonly Variant<Equation>[];

function ofMix(id: string, variants: (mix: Mix, site: StepSite) => Variants): StepSlip {
  return { id, variants: (site) => (site.equation.kind === "mix" ? variants(site.equation, site) : []) };
}

function ofGive(id: string, variants: (give: Give, site: StepSite) => Variants): StepSlip {
  return { id, variants: (site) => (site.equation.kind === "give" ? variants(site.equation, site) : []) };
}

function withProduct({ products }: Mix, product: Product, change: Product | null): Mix {
  return { kind: "mix", products: products.flatMap((each) => (each === product ? (change ?? []) : each)) };
}

function productSymbol({ factors }: Product) {
  return factors.flatMap(({ symbol }, at) => (at === 0 ? symbol : [text("·"), ...symbol]));
}

const productLeftOut = ofMix("term-left-out", (mix) =>
  mix.products.map((product) => ({ label: leavingOut(productSymbol(product)), change: withProduct(mix, product, null) })),
);

const signOfProduct = ofMix("sign-of-term", (mix) =>
  mix.products.map((product) => ({
    label: otherSignOf(productSymbol(product)),
    change: withProduct(mix, product, { ...product, times: -1 }),
  })),
);

const factorLeftOut = ofMix("factor-left-out", (mix) =>
  mix.products.flatMap((product) =>
    product.factors.map((factor) => ({
      label: leavingOut(factor.symbol),
      change: withProduct(mix, product, { ...product, factors: product.factors.filter((other) => other !== factor) }),
    })),
  ),
);

/** f and i swapped; z and 1−z swapped. */
const gatesSwapped = ofMix("gates-swapped", ({ products: [first, second] }) => {
  const [[gate, value], [otherGate, otherValue]] = [first.factors, second.factors];
  return [
    {
      label: swapped(gate.symbol, otherGate.symbol),
      change: {
        kind: "mix",
        products: [
          { ...first, factors: [otherGate, value] },
          { ...second, factors: [gate, otherValue] },
        ],
      },
    },
  ];
});

/** The mix with `other` in place of the factor that reads `quantity` at `t`. */
function replacing(mix: Mix, quantity: Quantity, t: number, other: Operand): Variants {
  const isMeant = ({ readings: [reading], symbol }: Operand) => reading.quantity === quantity && reading.t === t && symbol.length === 1;
  const replaced = mix.products.flatMap(({ factors }) => factors).find(isMeant);
  // Zeros in place of a factor are the product left out.
  if (replaced === undefined || other.values.every((value) => value === 0)) return [];
  const products = mix.products.map((product) => ({ ...product, factors: product.factors.map((each) => (isMeant(each) ? other : each)) }));
  return [{ label: inPlaceOf(other.symbol, replaced.symbol), change: { kind: "mix", products } }];
}

/** The state before taken from another step, or overwritten already. */
const staleState = ofMix("stale-state", (mix, { view, quantity, equation }) => {
  const { t, of } = view;
  const itself: Operand = { symbol: [quantitySymbol(quantity, t)], values: evaluate(equation, of.H), readings: [{ quantity, t }] };
  return [...replacing(mix, quantity, t - 1, itself), ...(t >= 2 ? replacing(mix, quantity, t - 1, view.operand(quantity, t - 2)) : [])];
});

const hForC = ofMix("h-in-place-of-c", (mix, { view, quantity }) =>
  quantity === "c" ? replacing(mix, "c", view.t - 1, view.operand("h", view.t - 1)) : [],
);

/** o in place of f or i; r in place of z. */
const otherGate = ofMix("other-gate", (mix, { view, right, quantity }) => {
  const { t, of } = view;
  if (quantity === "c") return ["f" as const, "i" as const].flatMap((gate) => replacing(mix, gate, t, right.operand("o", t)));
  if (of.cell !== "gru") return [];
  const { values, symbol } = view.operand("r", t);
  const products = mix.products.map((product): Product => {
    const [gate, value] = product.factors;
    const isRest = gate.symbol.length > 1;
    return { ...product, factors: [{ ...gate, values: isRest ? values.map((each) => 1 - each) : values }, value] };
  });
  return [{ label: inPlaceOf(symbol, [quantitySymbol("z", t)]), change: { kind: "mix", products } }];
});

/** Inside the tanh of h = o ⊙ tanh(c): the candidate, or the cell state before. */
const otherInside = ofGive("c-tilde-in-place-of-c", (give, { view }) =>
  [view.operand("c_tilde", view.t), view.operand("c", view.t - 1)].map((of) => ({
    label: inPlaceOf(of.symbol, give.of.symbol),
    change: { ...give, of },
  })),
);

const outputGateLeftOut = ofGive("factor-left-out", (give) =>
  give.gate === null ? [] : [{ label: leavingOut(give.gate.symbol), change: { ...give, gate: null } }],
);

const otherOutputGate = ofGive("other-gate", (give, { view }) =>
  (["i", "f"] as const).map((name) => {
    const gate = view.operand(name, view.t);
    return { label: inPlaceOf(gate.symbol, give.gate?.symbol ?? []), change: { ...give, gate } };
  }),
);

const otherOutput = ofGive("other-activation", (give) => {
  const { activation } = give;
  if (activation?.kind !== "named" || activation.name !== "tanh") return [];
  return [
    { label: inPlaceOf("σ", "tanh"), change: { ...give, activation: { kind: "named", name: "sigmoid" } } },
    { label: leavingOut("tanh"), change: { ...give, activation: null } },
  ];
});

export const stateSlips: readonly StepSlip[] = [
  productLeftOut,
  signOfProduct,
  factorLeftOut,
  gatesSwapped,
  staleState,
  hForC,
  otherGate,
  otherInside,
  outputGateLeftOut,
  otherOutputGate,
  otherOutput,
];
