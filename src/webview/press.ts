/** What the keys that work wherever the focus is do to the page; each is left to the browser where it is not ours. */
import { placeBeside } from "./derive.js";
import type { GradientsView } from "./gradients/view.js";
import { isInFigure, isOwnKey, type Move, moveForKey } from "./keys.js";
import type { Panel } from "./panel.js";
import type { PageView, TraceView } from "./view.js";

export function pressed(event: KeyboardEvent, page: PageView | null, panel: Panel): void {
  if (page === null || page.trace === null || page.tab === "optimizer") return;
  if (page.host.isStale || event.defaultPrevented || isOwnKey(event.target)) return;
  const move = moveForKey(event, panel.now(), page.trace.trace.T);
  if (move === null) return;
  if (move.kind === "step") panel.goTo(move.t);
  else if (page.tab === "gradients") {
    if (!moveInGradients(panel, page.gradients, move, event.target)) return;
  } else if (!moveInTrace(panel, page.trace, move, event.target)) return;
  event.preventDefault();
}

function moveInGradients(
  panel: Panel,
  view: GradientsView | null,
  move: Exclude<Move, { kind: "step" }>,
  target: EventTarget | null,
): boolean {
  if (move.kind === "scroll") return panel.gradients.scrollBy(move.by);
  if (view === null || !isInFigure(target)) return false;
  panel.gradients.explainBeside(view, panel.now(), move.by);
  return true;
}

/** Returns whether there was something to move. */
function moveInTrace(panel: Panel, view: TraceView, move: Exclude<Move, { kind: "step" }>, target: EventTarget | null): boolean {
  const { content, plot, stepWidth } = view.figure;
  if (move.kind === "scroll" ? content <= plot : !isInFigure(target)) return false;
  if (move.kind === "scroll") panel.moveTo((view.scroll + (move.by * plot) / 2) / stepWidth);
  else {
    const { selection, unit } = panel.standing();
    panel.select(placeBeside(view, selection, { unit, t: panel.now() }, move.by));
  }
  return true;
}
