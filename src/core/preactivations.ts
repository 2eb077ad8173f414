/** What went into the activations of one step: not kept in the trace, computed again on demand by the forward pass's own stages. */
import { Replay } from "./cells/replay.js";
import { runStages } from "./cells/stages.js";
import type { Trace } from "./trace.js";

/**
 * z_f, z_i, z_c, z_o of an lstm, z_r, z_z, z_n of a gru, z_h of an rnn, z of a dense layer: each H, bit for bit what the forward pass had.
 * `layer` counts from 0, `t` from 1.
 */
export function preactivations(trace: Trace, layer: number, t: number): ReadonlyMap<string, Float64Array> {
  const replay = new Replay(trace.layers[layer]);
  replay.goTo(t);
  runStages(replay.step.forward);
  return replay.step.z;
}
