/** What the page itself keeps across a reload; the step and the selection are the host's. */
import { type Check, isNumber, isShape } from "./check.js";

export interface Saved {
  readonly layer: number;
  readonly unit: number;
  /** The first step in sight, counted from 0, with its fraction. */
  readonly firstStep: number;
}

/** The part of VS Code's API that keeps a state. */
export interface Keeper {
  getState(): unknown;
  setState(state: Saved): void;
}

const isSaved: Check<Saved> = isShape({ layer: isNumber, unit: isNumber, firstStep: isNumber });

export function readSaved(keeper: Keeper): Saved {
  const state = keeper.getState();
  return isSaved(state) && state.layer >= 1 && state.unit >= 1 && state.firstStep >= 0 ? state : { layer: 1, unit: 1, firstStep: 0 };
}
