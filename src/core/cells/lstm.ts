/** The LSTM's step, with optional peepholes, and its derivatives (Hochreiter & Schmidhuber 1997; Gers et al. 2000, 2002). */
import { activateInto, isExpression, linearizeInto } from "../activation.js";
import type { LstmLayer } from "../model.js";
import { affineStages, elementwiseStages, productStages, type Stage, transposedStages } from "./stages.js";
import { affineContributions, type BackwardStep, type Contribution, type Step, type TangentStep } from "./step.js";

type Buffers = ReturnType<typeof buffersOf>;

/** The buffers of a step, by the letters of the equations; x has D numbers, all others H. */
function buffersOf({ D, H }: LstmLayer) {
  const vector = () => new Float64Array(H);
  const z = { f: vector(), i: vector(), c: vector(), o: vector() };
  const state = { hBefore: vector(), cBefore: vector(), c: vector(), h: vector() };
  return { x: new Float64Array(D), z, ...state, f: vector(), i: vector(), cTilde: vector(), o: vector(), outputOfC: vector() };
}

/** z_k = b_k + W_k x + U_k h_{t−1} [+ p_k ⊙ c]; f, i, o = gate(z); c̃ = candidate(z_c); c = f ⊙ c_{t−1} + i ⊙ c̃; h = o ⊙ output(c). */
export function lstmStep(layer: LstmLayer): Step {
  const { gate, candidate, output } = layer.activations;
  const buffers = buffersOf(layer);
  const { x, hBefore, cBefore, z, f, i, cTilde, o, c, h, outputOfC } = buffers;
  const forward = forwardStages(layer, buffers);
  const outputInto = activateInto(output);
  return {
    x,
    before: new Map([["h", hBefore] as const, ["c", cBefore] as const]),
    z: new Map(Object.entries(z).map(([name, values]) => [`z_${name}`, values])),
    quantities: new Map([
      ["f", f] as const,
      ["i", i] as const,
      ["c_tilde", cTilde] as const,
      ["o", o] as const,
      ["c", c] as const,
      ["h", h] as const,
    ]),
    forward,
    // The slope of an expression needs its z, that of a named activation only its value.
    recall: isExpression(gate) || isExpression(candidate) ? forward : [() => outputInto(c, outputOfC)],
    backward: () => lstmBackward(layer, buffers),
    tangent: () => lstmTangent(layer, buffers),
  };
}

function forwardStages(
  { parameters, activations }: LstmLayer,
  { x, hBefore, cBefore, z, f, i, cTilde, o, c, h, outputOfC }: Buffers,
): readonly Stage[] {
  const gateInto = activateInto(activations.gate);
  const candidateInto = activateInto(activations.candidate);
  const outputInto = activateInto(activations.output);
  const remember = () => {
    gateInto(z.f, f);
    gateInto(z.i, i);
    candidateInto(z.c, cTilde);
    for (let k = 0; k < c.length; k++) c[k] = f[k] * cBefore[k] + i[k] * cTilde[k];
  };
  const give = () => {
    gateInto(z.o, o);
    outputInto(c, outputOfC);
    for (let k = 0; k < h.length; k++) h[k] = o[k] * outputOfC[k];
  };
  return [
    ...affineStages(parameters, "_f", z.f, x, hBefore),
    ...elementwiseStages(parameters.get("p_f"), cBefore, z.f),
    ...affineStages(parameters, "_i", z.i, x, hBefore),
    ...elementwiseStages(parameters.get("p_i"), cBefore, z.i),
    ...affineStages(parameters, "_c", z.c, x, hBefore),
    ...affineStages(parameters, "_o", z.o, x, hBefore),
    remember,
    // The output gate's peephole sees the new c.
    ...elementwiseStages(parameters.get("p_o"), c, z.o),
    give,
  ];
}

/** dz_o, then dc with the paths through h_t, then dz_f, dz_i, dz_c, and the products that carry them to x and h_{t−1}. */
function lstmBackward(layer: LstmLayer, buffers: Buffers): BackwardStep {
  const { parameters, D, H } = layer;
  const { x, hBefore, cBefore, c } = buffers;
  const vector = () => new Float64Array(H);
  const d = { h: vector(), c: vector(), hBefore: vector(), cBefore: vector(), x: new Float64Array(D) };
  const dz = { f: vector(), i: vector(), c: vector(), o: vector() };
  const { arrival, memory } = lstmBackwardStages(layer, buffers, d, dz);
  const stages = [...memory];
  const contributions = new Map<string, Contribution>([
    ["p_f", { kind: "elementwise", left: dz.f, right: cBefore }],
    ["p_i", { kind: "elementwise", left: dz.i, right: cBefore }],
    ["p_o", { kind: "elementwise", left: dz.o, right: c }],
  ]);
  for (const [gate, dzOfGate] of Object.entries(dz)) {
    stages.push(...transposedStages(parameters.get(`U_${gate}`), dzOfGate, d.hBefore));
    stages.push(...transposedStages(parameters.get(`W_${gate}`), dzOfGate, d.x));
    for (const [name, contribution] of affineContributions(`_${gate}`, dzOfGate, x, hBefore)) contributions.set(name, contribution);
  }
  return {
    after: new Map([["h", d.h] as const, ["c", d.c] as const]),
    before: new Map([["h", d.hBefore] as const, ["c", d.cBefore] as const]),
    x: d.x,
    z: new Map(Object.entries(dz).map(([name, values]) => [`z_${name}`, values])),
    contributions,
    arrival,
    stages,
  };
}

type Gates = Readonly<Record<"f" | "i" | "c" | "o", Float64Array>>;
type Gradients = Readonly<Record<"h" | "c" | "hBefore" | "cBefore" | "x", Float64Array>>;

function lstmBackwardStages({ parameters, activations, H }: LstmLayer, buffers: Buffers, d: Gradients, dz: Gates) {
  const { cBefore, z, f, i, cTilde, o, c, outputOfC } = buffers;
  const gateBack = linearizeInto(activations.gate);
  const candidateBack = linearizeInto(activations.candidate);
  const outputBack = linearizeInto(activations.output);
  const scratch = new Float64Array(H);
  const multiply = (a: Float64Array, b: Float64Array) => {
    for (let k = 0; k < H; k++) scratch[k] = a[k] * b[k];
    return scratch;
  };
  const throughOutput = () => {
    gateBack(z.o, o, multiply(d.h, outputOfC), dz.o);
    outputBack(c, outputOfC, multiply(d.h, o), scratch);
    for (let k = 0; k < H; k++) d.c[k] += scratch[k];
  };
  const throughMemory = () => {
    gateBack(z.f, f, multiply(d.c, cBefore), dz.f);
    gateBack(z.i, i, multiply(d.c, cTilde), dz.i);
    candidateBack(z.c, cTilde, multiply(d.c, i), dz.c);
    for (let k = 0; k < H; k++) d.cBefore[k] = d.c[k] * f[k];
    d.hBefore.fill(0);
    d.x.fill(0);
  };
  const arrival = [throughOutput, ...elementwiseStages(parameters.get("p_o"), dz.o, d.c)];
  const peepholes = [
    ...elementwiseStages(parameters.get("p_f"), dz.f, d.cBefore),
    ...elementwiseStages(parameters.get("p_i"), dz.i, d.cBefore),
  ];
  return { arrival, memory: [throughMemory, ...peepholes] };
}

/** dz_k = U_k dh_{t−1} [+ p_k ⊙ dc]; dc = f ⊙ dc_{t−1} + c_{t−1} ⊙ df + c̃ ⊙ di + i ⊙ dc̃; dh = output(c) ⊙ do + o ⊙ output′(c) ⊙ dc. */
function lstmTangent({ parameters, activations, H }: LstmLayer, buffers: Buffers): TangentStep {
  const { cBefore, z, f, i, cTilde, o, c, outputOfC } = buffers;
  const gate = linearizeInto(activations.gate);
  const candidate = linearizeInto(activations.candidate);
  const output = linearizeInto(activations.output);
  const vector = () => new Float64Array(H);
  const d = { hBefore: vector(), cBefore: vector(), c: vector(), h: vector() };
  const dz = { f: vector(), i: vector(), c: vector(), o: vector() };
  const remember = () => {
    gate(z.f, f, dz.f, dz.f);
    gate(z.i, i, dz.i, dz.i);
    candidate(z.c, cTilde, dz.c, dz.c);
    for (let k = 0; k < H; k++) d.c[k] = f[k] * d.cBefore[k] + cBefore[k] * dz.f[k] + cTilde[k] * dz.i[k] + i[k] * dz.c[k];
  };
  const give = () => {
    gate(z.o, o, dz.o, dz.o);
    output(c, outputOfC, d.c, d.h);
    for (let k = 0; k < H; k++) d.h[k] = outputOfC[k] * dz.o[k] + o[k] * d.h[k];
  };
  const recurrent = Object.entries(dz).flatMap(([name, rows]) => [
    () => rows.fill(0),
    ...productStages(parameters.get(`U_${name}`), rows, d.hBefore),
  ]);
  const stages: readonly Stage[] = [
    ...recurrent,
    ...elementwiseStages(parameters.get("p_f"), d.cBefore, dz.f),
    ...elementwiseStages(parameters.get("p_i"), d.cBefore, dz.i),
    remember,
    ...elementwiseStages(parameters.get("p_o"), d.c, dz.o),
    give,
  ];
  return {
    before: new Map([["h", d.hBefore] as const, ["c", d.cBefore] as const]),
    after: new Map([["h", d.h] as const, ["c", d.c] as const]),
    stages,
  };
}
