/** The step of a layer, whatever its cell. */
import type { Layer } from "../model.js";
import { denseStep } from "./dense.js";
import { gruStep } from "./gru.js";
import { lstmStep } from "./lstm.js";
import { rnnStep } from "./rnn.js";
import type { Step } from "./step.js";

/** Fresh buffers and stages for one step of `layer`. */
export function stepOf(layer: Layer): Step {
  switch (layer.cell) {
    case "lstm":
      return lstmStep(layer);
    case "gru":
      return gruStep(layer);
    case "rnn":
      return rnnStep(layer);
    case "dense":
      return denseStep(layer);
  }
}
