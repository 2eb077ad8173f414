/** From the text to the panel: explains what the text's cursor stands in, in the tab shown where that can, else in the one that does. */
import type { Marked } from "../protocol/marked.js";
import type { PanelState, TraceShape } from "../protocol/panel.js";
import type { Place } from "../report/explanation.js";
import { gradientPlace } from "../report/gradientPlace.js";
import { pickedBy } from "./marks.js";
import { quantityOfParameter } from "./names.js";
import { type Tab, tabShown, tabsOf } from "./tabs.js";
import type { Actions } from "./view.js";

/** `wanted` is the tab asked for last; nothing is done while there is no trace. */
export function explainMarked(actions: Actions, marked: Marked, host: Pick<PanelState, "trace" | "sheet"> | null, wanted: Tab): void {
  if (host === null || host.trace === null) return;
  const { trace, sheet } = host;
  const tabs = tabsOf(trace, sheet);
  const tab = tabShown(wanted, tabs);
  if (marked.kind === "answer") {
    actions.showTab("answers");
    if (marked.t > 0) actions.answers.pick(marked.t - 1);
    return;
  }
  const isOfOptimizer = marked.kind === "V" || marked.kind === "S" || marked.kind === "given" || marked.kind === "setting";
  const inOptimizer =
    tabs.includes("optimizer") && (isOfOptimizer || !tabs.includes("trace") || (tab === "optimizer" && marked.kind === "parameter"));
  if (inOptimizer) explainUpdated(actions, marked, trace);
  else if (tab !== "gradients" || !explainSlope(actions, marked, trace)) explainValue(actions, marked, trace);
}

function explainUpdated(actions: Actions, marked: Marked, { training }: TraceShape): void {
  const picked = pickedBy(marked, training?.parameters ?? []);
  actions.showTab("optimizer");
  if (picked === null) return;
  actions.optimizer.pickParameter(picked.layer, picked.parameter);
  actions.optimizer.pickEntry(picked);
}

/** The gradient of a parameter's entry, of an input or of an initial state; false where there is none. */
function explainSlope(actions: Actions, { kind, layer, name, t, row, col }: Marked, { layers }: TraceShape): boolean {
  const unit = Math.max(1, row);
  if (kind === "parameter") {
    const place =
      row === 0 ? gradientPlace("parameterNorm", layer, name) : gradientPlace("entry", layer, name, { row, col: Math.max(1, col) });
    actions.gradients.explain({ kind: "gradient", place });
  } else if (kind === "initial")
    actions.gradients.explain({ kind: "gradient", place: gradientPlace("state", layer, name, { t: 0, row: unit }) });
  else if (kind === "input") {
    actions.goTo(t);
    actions.gradients.explain({ kind: "gradient", place: gradientPlace("state", 1, "x", { t, row: unit }) });
  } else if (kind === "target") {
    actions.goTo(t);
    const top = layers[layers.length - 1];
    actions.gradients.explain({
      kind: "gradient",
      place: gradientPlace("state", layers.length, top.cell === "dense" ? "yhat" : "h", { t, row: unit }),
    });
  } else return false;
  return true;
}

/** A parameter's gate at the step shown; an input, target or initial state itself. */
function explainValue(actions: Actions, { kind, layer, name, t, row }: Marked, { layers }: TraceShape): void {
  const unit = Math.max(1, row);
  const shape = layers[layer - 1];
  if (shape === undefined) return;
  actions.showTab("trace");
  if (kind === "parameter") {
    const quantity = quantityOfParameter(shape.cell, name);
    if (quantity !== null) actions.select({ layer, quantity, t: actions.now(), unit: Math.min(shape.H, unit) });
  } else if (kind === "initial") actions.select({ layer, quantity: name as "h" | "c", t: 0, unit });
  else if (kind === "input" || kind === "target") {
    const place: Place = kind === "input" ? { layer: 1, quantity: "x", t, unit } : { layer: layers.length, quantity: "y", t, unit };
    actions.goToPlace(place);
  }
}
