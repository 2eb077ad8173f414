/** Backpropagation through time of an LSTM layer by the kernels: bit for bit what the reference gives. */
import type { LayerGradients } from "../backward.js";
import { flush } from "../flush.js";
import type { LstmLayer } from "../model.js";
import { NamedArrays } from "../namedArrays.js";
import type { Pace } from "../pace.js";
import { activationWork } from "../pace.js";
import type { Sliced } from "../slices.js";
import { type LayerTrace, quantityOf } from "../trace.js";
import { zerosTogether } from "../zeros.js";
import { lstmFrame } from "./lstmFrame.js";
import { mostNumbers, readGradients, writeParameter } from "./lstmParameters.js";
import { advantage, callWork, multiply, multiplyPanels, type Packed, pack, packPanels, padded } from "./product.js";
import { Layout, remembered, Workspace } from "./workspace.js";

/** Doubles of a block of time steps: the larger it is, the less often the gradients' sums go through memory. */
const blockSize = 1 << 22;
const mostSteps = 256;

/** What the backward pass reads of each step. */
const names = ["f", "i", "c_tilde", "o", "c"] as const;
const states = ["h", "c"] as const;

/** Where everything lies; n steps to a block, rows 1…n, row 0 the step before. */
export const backwardLayout = remembered(({ D, H }, T) => {
  const layout = new Layout();
  const n = Math.min(T, mostSteps, Math.max(16, Math.floor(blockSize / (20 * H + 3 * D))));
  const rows = () => layout.doubles((n + 1) * H);
  const frame = layout.doubles(16);
  const places = {
    /** Wᵀ's rows are what dx reads; Uᵀ's what dh_{t−1} reads. */
    WTransposed: layout.doubles(4 * H * padded(D)),
    UTransposed: layout.doubles(4 * H * padded(H)),
    /** The gradients' running sums; before the first block W and U themselves. */
    dW: layout.doubles(4 * H * D),
    dU: layout.doubles(4 * H * H),
    db: layout.doubles(4 * H),
    dhCarried: layout.doubles(padded(H)),
    dcCarried: layout.doubles(padded(H)),
    tanhC: layout.doubles(H),
    x: layout.doubles(n * D),
    dx: layout.doubles(n * D),
    dz: layout.doubles((n + 1) * 4 * H),
    left: layout.doubles(padded(n) * 4 * H),
    right: layout.doubles(n * padded(Math.max(D, H))),
    f: rows(),
    i: rows(),
    c_tilde: rows(),
    o: rows(),
    c: rows(),
    h: rows(),
    dh: rows(),
    dc: rows(),
  };
  return { ...places, layout, n, frame, fields: lstmFrame(H, places) };
});

/** The gradients of a layer from `above` (T × H: dL/dh_t but for the paths through later steps); null where there is no memory or no WebAssembly for it. */
export function* lstmBackward(
  trace: LayerTrace,
  layer: LstmLayer,
  T: number,
  above: Float64Array,
  pace: Pace,
): Sliced<LayerGradients | null> {
  const places = backwardLayout(layer, T);
  const workspace = Workspace.lease(places.layout);
  if (workspace === null) return null;
  try {
    return yield* new LstmBackwardPass(trace, layer, T, above, places, workspace).run(pace);
  } finally {
    workspace.release();
  }
}

/** A pass: its memory, its steps one by one, and all of them in slices. */
export class LstmBackwardPass {
  private readonly zeros: (length: number) => Float64Array;
  /** Each (T+1) × H. */
  private readonly dh: Float64Array;
  private readonly dc: Float64Array;
  /** T × D. */
  private readonly dx: Float64Array;

  constructor(
    private readonly trace: LayerTrace,
    private readonly layer: LstmLayer,
    private readonly T: number,
    private readonly above: Float64Array,
    private readonly places: ReturnType<typeof backwardLayout>,
    private readonly workspace: Workspace,
  ) {
    const { D, H } = layer;
    this.zeros = zerosTogether(2 * (T + 1) * H + T * D + mostNumbers(layer));
    this.dh = this.zeros((T + 1) * H);
    this.dc = this.zeros((T + 1) * H);
    this.dx = this.zeros(T * D);
  }

  *run(pace: Pace): Sliced<LayerGradients> {
    const { T, places, workspace } = this;
    const { D, H } = this.layer;
    this.begin();
    const W = yield* this.packParameters(pace);
    workspace.clear(places.dW, 4 * H * D);
    workspace.clear(places.dU, 4 * H * H);
    workspace.clear(places.db, 4 * H);
    for (let end = T; end > 0; end -= places.n) {
      const count = Math.min(places.n, end);
      this.bringIn(end - count, count);
      yield* this.takeSteps(count, pace);
      yield* this.addToGradients(count, pace);
      yield* this.projectBack(count, W, pace);
      this.takeOut(end - count, count);
    }
    return this.result();
  }

  /** Brings U in, and zeros for what the last step carries back. */
  begin(): void {
    const { layer, places, workspace } = this;
    workspace.writeFields(places.frame, places.fields);
    writeParameter(workspace, layer, "U", places.dU);
    workspace.clear(places.dhCarried, padded(layer.H));
    workspace.clear(places.dcCarried, padded(layer.H));
  }

  bringInW(): void {
    if (this.layer.D > 0) writeParameter(this.workspace, this.layer, "W", this.places.dW);
  }

  /** Packs the transpose of U, and brings in W and packs its transpose, which it returns. */
  private *packParameters(pace: Pace): Sliced<Packed> {
    const { layer, places, workspace } = this;
    const { D, H } = layer;
    yield* packPanels(workspace, { width: H, K: 4 * H, at: places.dU, kStride: 8 * H, stride: 8 }, places.UTransposed, pace);
    this.bringInW();
    return yield* pack(workspace, { width: D, K: 4 * H, at: places.dW, kStride: 8 * D, stride: 8 }, places.WTransposed, pace);
  }

  /** Brings in steps t+1…t+count of the trace, with the state before them. */
  bringIn(t: number, count: number): void {
    const { trace, layer, places, workspace } = this;
    const { D, H } = layer;
    for (const name of names) workspace.write(places[name] + 8 * H, quantityOf(trace, name), t * H, count * H);
    const h = quantityOf(trace, "h");
    workspace.write(places.h + 8 * H, h, t * H, (count - 1) * H);
    if (t === 0) {
      workspace.write(places.h, layer.initial.h);
      workspace.write(places.c, layer.initial.c);
    } else {
      workspace.write(places.h, h, (t - 1) * H, H);
      workspace.write(places.c, quantityOf(trace, "c"), (t - 1) * H, H);
    }
    workspace.write(places.x, trace.x, t * D, count * D);
    workspace.write(places.dh + 8 * H, this.above, t * H, count * H);
  }

  /** Steps count…1 of the block, several to a call or a call for several rows of one. */
  private *takeSteps(count: number, pace: Pace): Sliced<void> {
    const { kernels } = this.workspace;
    const { places } = this;
    const { H } = this.layer;
    const work = 4 * H * (H + activationWork);
    const steps = Math.floor(callWork / work);
    for (let t = count; t >= 1; t -= Math.max(1, steps)) {
      const to = Math.max(1, t - Math.max(1, steps) + 1);
      if (steps > 0) kernels.lstmBackward(places.frame, t, to);
      else yield* this.takeLargeStep(t, pace);
      pace.done += t - to + 1;
      if (pace.spend(((t - to + 1) * work) / advantage)) yield pace.progress();
    }
  }

  private *takeLargeStep(t: number, pace: Pace): Sliced<void> {
    const { places, workspace } = this;
    const { H } = this.layer;
    workspace.kernels.lstmBackwardUnits(places.frame, t);
    const product = { rows: H, K: 4 * H, panels: places.UTransposed, x: places.dz + t * H * 32, y: places.dhCarried };
    yield* multiplyPanels(workspace, product, t % 2 === 0, pace);
  }

  /** dW += dz xᵀ, dU += dz h_{t−1}ᵀ, db += dz over the block, from its last step back. */
  private *addToGradients(count: number, pace: Pace): Sliced<void> {
    const { layer, places, workspace } = this;
    const { D, H } = layer;
    const last = places.dz + count * H * 32;
    const dz = yield* pack(workspace, { width: 4 * H, K: count, at: last, kStride: -32 * H, stride: 8 }, places.left, pace);
    const lastX = places.x + (count - 1) * D * 8;
    const x = yield* pack(workspace, { width: D, K: count, at: lastX, kStride: -8 * D, stride: 8 }, places.right, pace);
    yield* multiply(workspace, dz, x, places.dW, 8 * D, pace);
    const lastH = places.h + (count - 1) * H * 8;
    const h = yield* pack(workspace, { width: H, K: count, at: lastH, kStride: -8 * H, stride: 8 }, places.right, pace);
    yield* multiply(workspace, dz, h, places.dU, 8 * H, pace);
    workspace.kernels.addRowsBackward(count, 4 * H, last, places.db);
  }

  /** dx = Wᵀ dz for the block. */
  private *projectBack(count: number, W: Packed, pace: Pace): Sliced<void> {
    const { layer, places, workspace } = this;
    const { D, H } = layer;
    if (D === 0) return;
    const at = places.dz + 32 * H;
    const dz = yield* pack(workspace, { width: count, K: 4 * H, at, kStride: 8, stride: 32 * H }, places.left, pace);
    workspace.clear(places.dx, count * D);
    yield* multiply(workspace, dz, W, places.dx, 8 * D, pace);
  }

  /** Copies dh, dc and dx of the block to the result, steps t+1…t+count. */
  takeOut(t: number, count: number): void {
    const { places, workspace } = this;
    const { D, H } = this.layer;
    workspace.read(places.dh + 8 * H, this.dh, (t + 1) * H, count * H);
    workspace.read(places.dc + 8 * H, this.dc, (t + 1) * H, count * H);
    workspace.read(places.dx, this.dx, t * D, count * D);
  }

  /** What was taken out, with the sums. */
  result(): LayerGradients {
    const { layer, places, workspace, zeros, dh, dc, dx } = this;
    const { H } = layer;
    workspace.read(places.dhCarried, dh, 0, H);
    workspace.read(places.dcCarried, dc, 0, H);
    for (let k = 0; k < H; k++) dh[k] = flush(dh[k]);
    return {
      layer,
      parameters: readGradients(workspace, layer, { W: places.dW, U: places.dU, b: places.db }, zeros),
      states: new NamedArrays(states, [dh, dc]),
      yhat: null,
      x: dx,
    };
  }
}
