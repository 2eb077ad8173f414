/** The forward pass of an LSTM layer by the kernels: bit for bit what the reference gives. */
import type { LstmLayer } from "../model.js";
import { NamedArrays } from "../namedArrays.js";
import type { Pace } from "../pace.js";
import { activationWork } from "../pace.js";
import type { Sliced } from "../slices.js";
import type { LayerTrace, Quantity } from "../trace.js";
import { zerosTogether } from "../zeros.js";
import { lstmFrame } from "./lstmFrame.js";
import { writeParameter } from "./lstmParameters.js";
import { advantage, callWork, multiply, multiplyPanels, type Packed, pack, packPanels, padded } from "./product.js";
import { Layout, remembered, Workspace } from "./workspace.js";

/** Doubles of a block of time steps: what lies in the second cache. */
const blockSize = 1 << 17;

const names = ["f", "i", "c_tilde", "o", "c", "h"] as const satisfies readonly Quantity[];

/** Where everything lies; n steps to a block, rows 1…n, row 0 the step before. */
export const forwardLayout = remembered(({ D, H }, T) => {
  const layout = new Layout();
  const n = Math.min(T, Math.max(16, Math.floor(blockSize / (10 * H + D))));
  const rows = () => layout.doubles((n + 1) * H);
  const frame = layout.doubles(16);
  const places = {
    W: layout.doubles(4 * H * D),
    U: layout.doubles(4 * H * H),
    packedW: layout.doubles(4 * H * D),
    packedU: layout.doubles(4 * H * H),
    b: layout.doubles(4 * H),
    x: layout.doubles(n * D),
    left: layout.doubles(padded(n) * D),
    z: layout.doubles((n + 1) * 4 * H),
    tanhC: layout.doubles(H),
    f: rows(),
    i: rows(),
    c_tilde: rows(),
    o: rows(),
    c: rows(),
    h: rows(),
  };
  return { ...places, layout, n, frame, fields: lstmFrame(H, { ...places, U: places.packedU }) };
});

/** The trace of `layer` over x (T × D); null where there is no memory or no WebAssembly for it. */
export function* lstmForward(layer: LstmLayer, x: Float64Array, T: number, pace: Pace): Sliced<LayerTrace | null> {
  const places = forwardLayout(layer, T);
  const workspace = Workspace.lease(places.layout);
  if (workspace === null) return null;
  try {
    return yield* new LstmForwardPass(layer, x, T, places, workspace).run(pace);
  } finally {
    workspace.release();
  }
}

/** A pass: its memory, its steps one by one, and all of them in slices. */
export class LstmForwardPass {
  private readonly columns: readonly Float64Array[];

  constructor(
    private readonly layer: LstmLayer,
    private readonly x: Float64Array,
    private readonly T: number,
    private readonly places: ReturnType<typeof forwardLayout>,
    private readonly workspace: Workspace,
  ) {
    const zeros = zerosTogether(names.length * T * layer.H);
    this.columns = names.map(() => zeros(T * layer.H));
  }

  *run(pace: Pace): Sliced<LayerTrace> {
    const { T, places } = this;
    this.begin();
    const W = yield* this.packParameters(pace);
    for (let t = 0; t < T; t += places.n) {
      const count = Math.min(places.n, T - t);
      this.bringIn(t, count);
      yield* this.projectInput(count, W, pace);
      yield* this.takeSteps(count, pace);
      this.takeOut(t, count);
    }
    return this.result();
  }

  /** Brings in U, b and the states before the first step. */
  begin(): void {
    const { layer, places, workspace } = this;
    workspace.writeFields(places.frame, places.fields);
    writeParameter(workspace, layer, "U", places.U);
    writeParameter(workspace, layer, "b", places.b);
    workspace.write(places.h, layer.initial.h);
    workspace.write(places.c, layer.initial.c);
  }

  bringInW(): void {
    if (this.layer.D > 0) writeParameter(this.workspace, this.layer, "W", this.places.W);
  }

  /** Brings in x of `count` steps from t (from 0) on. */
  bringIn(t: number, count: number): void {
    const { D } = this.layer;
    this.workspace.write(this.places.x, this.x, t * D, count * D);
  }

  /** Packs U, and brings in and packs W, which it returns. */
  private *packParameters(pace: Pace): Sliced<Packed> {
    const { layer, places, workspace } = this;
    const { D, H } = layer;
    yield* packPanels(workspace, { width: 4 * H, K: H, at: places.U, kStride: 8, stride: 8 * H }, places.packedU, pace);
    this.bringInW();
    return yield* pack(workspace, { width: 4 * H, K: D, at: places.W, kStride: 8, stride: 8 * D }, places.packedW, pace);
  }

  /** z of the block's steps: b + W x. */
  private *projectInput(count: number, W: Packed, pace: Pace): Sliced<void> {
    const { layer, places, workspace } = this;
    const { D, H } = layer;
    const z = places.z + 32 * H;
    workspace.clear(z, count * 4 * H);
    const left = yield* pack(workspace, { width: count, K: D, at: places.x, kStride: 8, stride: 8 * D }, places.left, pace);
    yield* multiply(workspace, left, W, z, 32 * H, pace);
    workspace.kernels.addToRows(count, 4 * H, places.b, z);
  }

  /** Steps 1…count of the block, several to a call or a call for several rows of one. */
  private *takeSteps(count: number, pace: Pace): Sliced<void> {
    const { kernels } = this.workspace;
    const { places } = this;
    const { H } = this.layer;
    const work = 4 * H * (H + activationWork);
    const steps = Math.floor(callWork / work);
    for (let t = 1; t <= count; t += Math.max(1, steps)) {
      const to = Math.min(count, t + Math.max(1, steps) - 1);
      if (steps > 0) kernels.lstmForward(places.frame, t, to);
      else yield* this.takeLargeStep(t, pace);
      pace.done += to - t + 1;
      if (pace.spend(((to - t + 1) * work) / advantage)) yield pace.progress();
    }
  }

  private *takeLargeStep(t: number, pace: Pace): Sliced<void> {
    const { places, workspace } = this;
    const { H } = this.layer;
    const product = { rows: 4 * H, K: H, panels: places.packedU, x: places.h + (t - 1) * H * 8, y: places.z + t * H * 32 };
    yield* multiplyPanels(workspace, product, t % 2 === 0, pace);
    workspace.kernels.lstmForwardUnits(places.frame, t);
  }

  /** Copies the block's rows to the trace from step t (from 0) on, and its last to where the next block starts. */
  takeOut(t: number, count: number): void {
    const { places, workspace } = this;
    const { H } = this.layer;
    for (let k = 0; k < names.length; k++) workspace.read(places[names[k]] + 8 * H, this.columns[k], t * H, count * H);
    workspace.move(places.c + count * H * 8, places.c, H);
    workspace.move(places.h + count * H * 8, places.h, H);
  }

  /** What was taken out. */
  result(): LayerTrace {
    return { layer: this.layer, x: this.x, quantities: new NamedArrays<Quantity>(names, this.columns) };
  }
}
