/** The passes of an LSTM layer at one go, for problems so small that what makes a pass interruptible would take longer than computing it. */
import type { LayerGradients } from "../backward.js";
import type { LstmLayer } from "../model.js";
import { activationWork, type Pace } from "../pace.js";
import type { LayerTrace } from "../trace.js";
import { backwardLayout, LstmBackwardPass } from "./lstmBackward.js";
import { forwardLayout, LstmForwardPass } from "./lstmForward.js";
import { advantage, callWork, termsAtOnce } from "./product.js";
import { Workspace } from "./workspace.js";

/** Multiplications of a pass over T steps. */
function workOf({ D, H }: LstmLayer, T: number): number {
  return T * 4 * H * (D + H + activationWork);
}

/** Whether a pass over T steps is the work of one call, which makes it one block of either layout, and no sum of it longer than a tile adds at one go. */
export function isSmall(layer: LstmLayer, T: number): boolean {
  return T > 0 && workOf(layer, T) <= callWork && Math.max(layer.D, 4 * layer.H, T) <= termsAtOnce;
}

/** The trace of a small `layer` over x (T × D); null where there is no memory or no WebAssembly for it. */
export function lstmForwardAtOnce(layer: LstmLayer, x: Float64Array, T: number, pace: Pace): LayerTrace | null {
  const places = forwardLayout(layer, T);
  const workspace = Workspace.lease(places.layout);
  if (workspace === null) return null;
  const pass = new LstmForwardPass(layer, x, T, places, workspace);
  const { frame, W, U, b, x: at, left, packedW } = places;
  pass.begin();
  pass.bringInW();
  pass.bringIn(0, T);
  workspace.kernels.lstmForwardAtOnce(frame, layer.D, T, W, U, b, at, left, packedW);
  pass.takeOut(0, T);
  workspace.release();
  pace.done += T;
  pace.count(workOf(layer, T) / advantage);
  return pass.result();
}

/** The gradients of a small layer from `above` (T × H), as `lstmBackward` has it; null as above. */
export function lstmBackwardAtOnce(trace: LayerTrace, layer: LstmLayer, T: number, above: Float64Array, pace: Pace): LayerGradients | null {
  const places = backwardLayout(layer, T);
  const workspace = Workspace.lease(places.layout);
  if (workspace === null) return null;
  const pass = new LstmBackwardPass(trace, layer, T, above, places, workspace);
  const { frame, dW, dU, db, x, dx, left, right, WTransposed } = places;
  pass.begin();
  pass.bringInW();
  pass.bringIn(0, T);
  workspace.kernels.lstmBackwardAtOnce(frame, layer.D, T, dW, dU, db, x, dx, left, right, WTransposed);
  pass.takeOut(0, T);
  const gradients = pass.result();
  workspace.release();
  pace.done += T;
  pace.count(workOf(layer, T) / advantage);
  return gradients;
}
