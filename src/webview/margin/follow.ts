/** Where a number of an explanation leads, in each tab. */
import type { Link } from "../../report/explanation.js";
import type { Actions } from "../view.js";

/** In the Trace tab values are explained where they stand; a gradient is explained in its own tab. */
export function followInTrace(actions: Actions): (link: Link) => void {
  return (link) => {
    if (link.kind === "value") actions.select(link.place);
    else followElsewhere(actions, link);
  };
}

/** In the Gradients tab one explanation leads to the next, whatever it is about. */
export function followInGradients(actions: Actions): (link: Link) => void {
  return (link) => {
    if (link.kind === "value" || (link.kind === "gradient" && link.update === undefined)) actions.gradients.explain(link);
    else followElsewhere(actions, link);
  };
}

/** In the Optimizer tab the state before leads to the update before, and a gradient to the tab that explains it. */
export function followElsewhere(actions: Actions, link: Link): void {
  if (link.kind === "source") actions.reveal(link.path);
  else if (link.kind === "update") actions.optimizer.showUpdate(link.update);
  else if (link.kind === "value") {
    actions.showTab("trace");
    actions.goToPlace(link.place);
  } else {
    if (link.update !== undefined) actions.optimizer.showUpdate(link.update);
    actions.gradients.explain({ kind: "gradient", place: link.place });
    actions.showTab("gradients");
  }
}
