/** The GRU's step in its four forms, and its derivatives (Cho et al. 2014; reset after the product as in cuDNN and PyTorch). */
import { activateInto, isExpression, linearizeInto } from "../activation.js";
import type { GruLayer } from "../model.js";
import { affineStages, productStages, type Stage, startStage, transposedStages } from "./stages.js";
import { affineContributions, type BackwardStep, type Contribution, type Step, type TangentStep } from "./step.js";

type Buffers = ReturnType<typeof buffersOf>;

/** The buffers of a step, by the letters of the equations; x has D numbers, all others H. */
function buffersOf({ D, H }: GruLayer) {
  const vector = () => new Float64Array(H);
  const z = { r: vector(), z: vector(), n: vector() };
  // U_n h + b_hn with `resetAfter`, else r ⊙ h.
  const recurrent = vector();
  return { x: new Float64Array(D), hBefore: vector(), z, recurrent, r: vector(), zGate: vector(), n: vector(), h: vector() };
}

/**
 * r, z = gate(b + W x + U h); n = candidate(b_n + W_n x + r ⊙ (b_hn + U_n h)), or candidate(b_n + W_n x + U_n (r ⊙ h)) without `resetAfter`;
 * h = (1−z) ⊙ n + z ⊙ h, or z ⊙ n + (1−z) ⊙ h without `zKeeps`.
 */
export function gruStep(layer: GruLayer): Step {
  const { gate, candidate } = layer.activations;
  const buffers = buffersOf(layer);
  const { x, hBefore, z, r, zGate, n, h } = buffers;
  const forward = forwardStages(layer, buffers);
  return {
    x,
    before: new Map([["h", hBefore]]),
    z: new Map(Object.entries(z).map(([name, values]) => [`z_${name}`, values])),
    quantities: new Map([["r", r] as const, ["z", zGate] as const, ["n", n] as const, ["h", h] as const]),
    forward,
    recall: isExpression(gate) || isExpression(candidate) ? forward : recurrentStages(layer, buffers),
    backward: () => gruBackward(layer, buffers),
    tangent: () => gruTangent(layer, buffers),
  };
}

function forwardStages(layer: GruLayer, buffers: Buffers): readonly Stage[] {
  const { parameters, activations, resetAfter, zKeeps, H } = layer;
  const { x, hBefore, z, recurrent, r, zGate, n, h } = buffers;
  const gateInto = activateInto(activations.gate);
  const candidateInto = activateInto(activations.candidate);
  const gates = () => {
    gateInto(z.r, r);
    gateInto(z.z, zGate);
  };
  const reset = () => {
    for (let k = 0; k < H; k++) z.n[k] += r[k] * recurrent[k];
  };
  const give = () => {
    candidateInto(z.n, n);
    for (let k = 0; k < H; k++)
      h[k] = zKeeps ? (1 - zGate[k]) * n[k] + zGate[k] * hBefore[k] : zGate[k] * n[k] + (1 - zGate[k]) * hBefore[k];
  };
  return [
    ...affineStages(parameters, "_r", z.r, x, hBefore),
    ...affineStages(parameters, "_z", z.z, x, hBefore),
    gates,
    ...affineStages(parameters, "_n", z.n, x, null),
    ...recurrentStages(layer, buffers),
    ...(resetAfter ? [reset] : productStages(parameters.get("U_n"), z.n, recurrent)),
    give,
  ];
}

/** U_n h + b_hn with `resetAfter`, else r ⊙ h. */
function recurrentStages({ parameters, resetAfter, H }: GruLayer, { hBefore, recurrent, r }: Buffers): readonly Stage[] {
  if (resetAfter) return [startStage(parameters.get("b_hn"), recurrent), ...productStages(parameters.get("U_n"), recurrent, hBefore)];
  const reset = () => {
    for (let k = 0; k < H; k++) recurrent[k] = r[k] * hBefore[k];
  };
  return [reset];
}

type Gates = Readonly<Record<"r" | "z" | "n" | "recurrent", Float64Array>>;
type Gradients = Readonly<Record<"h" | "hBefore" | "x", Float64Array>>;

/** dz_n and dz_z from dh, then dz_r through what the reset gate lets pass, and the products that carry them to x and h_{t−1}. */
function gruBackward(layer: GruLayer, buffers: Buffers): BackwardStep {
  const { parameters, resetAfter, D, H } = layer;
  const { x, hBefore, recurrent } = buffers;
  const vector = () => new Float64Array(H);
  const d = { h: vector(), hBefore: vector(), x: new Float64Array(D) };
  const dz = { r: vector(), z: vector(), n: vector(), recurrent: vector() };
  const stages = [...gruBackwardStages(layer, buffers, d, dz)];
  const contributions = new Map<string, Contribution>(affineContributions("_n", dz.n, x, null));
  contributions.set("U_n", { kind: "outer", rows: resetAfter ? dz.recurrent : dz.n, cols: resetAfter ? hBefore : recurrent });
  if (resetAfter) contributions.set("b_hn", { kind: "plain", values: dz.recurrent });
  for (const gate of ["r", "z"] as const) {
    stages.push(...transposedStages(parameters.get(`U_${gate}`), dz[gate], d.hBefore));
    for (const [name, contribution] of affineContributions(`_${gate}`, dz[gate], x, hBefore)) contributions.set(name, contribution);
  }
  for (const gate of ["r", "z", "n"] as const) stages.push(...transposedStages(parameters.get(`W_${gate}`), dz[gate], d.x));
  return {
    after: new Map([["h", d.h]]),
    before: new Map([["h", d.hBefore]]),
    x: d.x,
    z: new Map([
      ["z_r", dz.r],
      ["z_z", dz.z],
      ["z_n", dz.n],
    ]),
    contributions,
    arrival: [],
    stages,
  };
}

function gruBackwardStages(layer: GruLayer, buffers: Buffers, d: Gradients, dz: Gates): readonly Stage[] {
  const { parameters, activations, resetAfter, zKeeps, H } = layer;
  const { hBefore, z, recurrent, r, zGate, n } = buffers;
  const gateBack = linearizeInto(activations.gate);
  const candidateBack = linearizeInto(activations.candidate);
  const U = parameters.get("U_n");
  const throughOutput = () => {
    for (let k = 0; k < H; k++) {
      const keep = zKeeps ? zGate[k] : 1 - zGate[k];
      dz.n[k] = d.h[k] * (zKeeps ? 1 - zGate[k] : zGate[k]);
      dz.z[k] = d.h[k] * (zKeeps ? hBefore[k] - n[k] : n[k] - hBefore[k]);
      d.hBefore[k] = d.h[k] * keep;
    }
    candidateBack(z.n, n, dz.n, dz.n);
    gateBack(z.z, zGate, dz.z, dz.z);
    dz.recurrent.fill(0);
    d.x.fill(0);
  };
  const resetAfterProduct = () => {
    for (let k = 0; k < H; k++) {
      dz.recurrent[k] = dz.n[k] * r[k];
      dz.r[k] = dz.n[k] * recurrent[k];
    }
    gateBack(z.r, r, dz.r, dz.r);
  };
  const resetBeforeProduct = () => {
    for (let k = 0; k < H; k++) {
      d.hBefore[k] += dz.recurrent[k] * r[k];
      dz.r[k] = dz.recurrent[k] * hBefore[k];
    }
    gateBack(z.r, r, dz.r, dz.r);
  };
  return resetAfter
    ? [throughOutput, resetAfterProduct, ...transposedStages(U, dz.recurrent, d.hBefore)]
    : [throughOutput, ...transposedStages(U, dz.n, dz.recurrent), resetBeforeProduct];
}

/** dr, dz = gate′ ⊙ (U dh); dn = candidate′ ⊙ (change of what the reset gate lets pass); dh_t from h = (1−z) ⊙ n + z ⊙ h. */
function gruTangent(layer: GruLayer, buffers: Buffers): TangentStep {
  const { parameters, activations, resetAfter, zKeeps, H } = layer;
  const { hBefore, z, recurrent, r, zGate, n } = buffers;
  const gate = linearizeInto(activations.gate);
  const candidate = linearizeInto(activations.candidate);
  const vector = () => new Float64Array(H);
  const d = { hBefore: vector(), h: vector() };
  const dz = { r: vector(), z: vector(), n: vector(), recurrent: vector() };
  const U = parameters.get("U_n");
  const clear = () => {
    for (const change of Object.values(dz)) change.fill(0);
  };
  const gates = () => {
    gate(z.r, r, dz.r, dz.r);
    gate(z.z, zGate, dz.z, dz.z);
  };
  const reset = () => {
    const [from, to] = resetAfter ? [dz.recurrent, dz.n] : [d.hBefore, dz.recurrent];
    const value = resetAfter ? recurrent : hBefore;
    for (let k = 0; k < H; k++) to[k] = dz.r[k] * value[k] + r[k] * from[k];
  };
  const give = () => {
    candidate(z.n, n, dz.n, dz.n);
    for (let k = 0; k < H; k++) {
      const keep = zKeeps ? zGate[k] : 1 - zGate[k];
      d.h[k] = (1 - keep) * dz.n[k] + keep * d.hBefore[k] + dz.z[k] * (zKeeps ? hBefore[k] - n[k] : n[k] - hBefore[k]);
    }
  };
  const stages: readonly Stage[] = [
    clear,
    ...productStages(parameters.get("U_r"), dz.r, d.hBefore),
    ...productStages(parameters.get("U_z"), dz.z, d.hBefore),
    gates,
    ...(resetAfter ? [...productStages(U, dz.recurrent, d.hBefore), reset] : [reset, ...productStages(U, dz.n, dz.recurrent)]),
    give,
  ];
  return { before: new Map([["h", d.hBefore]]), after: new Map([["h", d.h]]), stages };
}
