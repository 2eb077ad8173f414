/** What the page itself keeps across a reload; the step and the selection are the host's. */
import type { GradientPlace } from "../report/gradientPlace.js";
import { type Check, isMissingOr, isNullOr, isNumber, isShape, isText } from "./check.js";
import { isGradientPlace } from "./inboundTokens.js";
import type { Picked } from "./optimizer/view.js";
import { isTab, type Tab } from "./tabs.js";

export interface Saved {
  readonly layer: number;
  readonly unit: number;
  /** The first step in sight, counted from 0, with its fraction. */
  readonly firstStep: number;
  /** The one asked for last; a file it does not apply to shows another. */
  readonly tab: Tab;
  /** What is looked at in the Optimizer tab; null where none was picked. */
  readonly picked: Picked | null;
  /** What the Gradients tab explains; null where nothing was picked. */
  readonly gradient: GradientPlace | null;
}

/** The part of VS Code's API that keeps a state. */
export interface Keeper {
  getState(): unknown;
  setState(state: Saved): void;
}

const isPicked: Check<Picked> = isShape({ layer: isNumber, parameter: isText, row: isNumber, col: isNumber });
const isSaved = isShape({
  ...{ layer: isNumber, unit: isNumber, firstStep: isNumber },
  tab: isMissingOr(isTab),
  picked: isMissingOr(isNullOr(isPicked)),
  gradient: isMissingOr(isNullOr(isGradientPlace)),
});

const fresh: Saved = { layer: 1, unit: 1, firstStep: 0, tab: "trace", picked: null, gradient: null };

export function readSaved(keeper: Keeper): Saved {
  const state = keeper.getState();
  if (!isSaved(state) || !(state.layer >= 1 && state.unit >= 1 && state.firstStep >= 0)) return fresh;
  const { layer, unit, firstStep, tab = fresh.tab, picked = null, gradient = null } = state;
  return { layer, unit, firstStep, tab, picked: picked !== null && picked.row >= 1 && picked.col >= 1 ? picked : null, gradient };
}
