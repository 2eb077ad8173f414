/** Which parameters and preactivations the gates of each cell have, in the order they are computed. */
import type { CellKind } from "../../core/model.js";

export interface Gate {
  /** What follows the letter in the parameters' names. */
  readonly suffix: string;
  /** The name of its preactivation. */
  readonly z: string;
}

const named = (...gates: readonly string[]): readonly Gate[] => gates.map((gate) => ({ suffix: `_${gate}`, z: `z_${gate}` }));

export const gatesOf: Readonly<Record<CellKind, readonly Gate[]>> = {
  lstm: named("f", "i", "c", "o"),
  gru: named("r", "z", "n"),
  rnn: named("h"),
  dense: [{ suffix: "", z: "z" }],
};
